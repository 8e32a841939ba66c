package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Ops.abs;
import static io.github.grad4j.ops.Ops.equal;
import static io.github.grad4j.ops.Ops.exp;
import static io.github.grad4j.ops.Ops.greater;
import static io.github.grad4j.ops.Ops.logicalAnd;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.negate;
import static io.github.grad4j.ops.Ops.notEqual;
import static io.github.grad4j.ops.Ops.reduceMax;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.reshape;
import static io.github.grad4j.ops.Ops.subtract;
import static io.github.grad4j.ops.Ops.where;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The points at which Grad4J deviates on purpose: where an op gives a number instead of the NaN
 * that IEEE 754 arithmetic makes of 0/0 and 0·∞, or a loss that is too small for the references.
 *
 * <p>Each is told as the same op with the disputed points cut out by {@code where}, so that neither
 * its value nor its derivatives meet 0/0: what our value must be there.
 *
 * @param disputed BOOL, true at the points
 * @param result the op's result without them
 */
record OracleDeviation(Tensor disputed, Tensor result) {
  /** A logit so low that its exponential is 0 beside any other. */
  private static final double MASKED = -1e30;

  /** What is less is lost when it is added to 1 in the 80 digits of the references. */
  private static final double LEAST = 1e-80;

  private static final Map<String, Rewriting> REWRITINGS =
      Map.of(
          "xlogy", OracleDeviation::xlogy,
          "reduceNorm2", OracleDeviation::norm,
          "softmaxCrossEntropy", OracleDeviation::softmaxCrossEntropy,
          "binaryCrossEntropy", OracleDeviation::binaryCrossEntropy,
          "sigmoidCrossEntropy", OracleDeviation::sigmoidCrossEntropy);

  /** Cuts the disputed points out of an op. */
  @FunctionalInterface
  private interface Rewriting {
    OracleDeviation of(
        List<Tensor> inputs, OracleAttributes attributes, UnaryOperator<List<Tensor>> op);
  }

  /**
   * Whether our value stands in place of a stored one that is disputed.
   *
   * @param stored NaN; or 0, for a number that the references' 80 digits do not tell from it
   * @param ours what Grad4J must give
   */
  static boolean replaces(double stored, double ours) {
    boolean lost = stored == 0 && ours != 0 && Math.abs(ours) < LEAST;
    return !Double.isNaN(ours) && (Double.isNaN(stored) || lost);
  }

  static boolean isPossible(String op) {
    return REWRITINGS.containsKey(op);
  }

  /**
   * The op with its disputed points cut out.
   *
   * @param name the op's name, for which {@link #isPossible} holds
   * @param inputs what it is applied to
   * @param attributes its attributes
   */
  static OracleDeviation of(String name, List<Tensor> inputs, OracleAttributes attributes) {
    Rewriting rewriting = REWRITINGS.get(name);
    if (rewriting == null) {
      throw new AssertionError(name + " does not deviate");
    }
    return rewriting.of(
        inputs, attributes, in -> List.of(OracleProgram.apply(name, in, attributes)));
  }

  /** At (0, 0) the derivative by y is 0. */
  private static OracleDeviation xlogy(
      List<Tensor> in, OracleAttributes attributes, UnaryOperator<List<Tensor>> op) {
    Tensor origin = logicalAnd(is(in.get(0), 0), is(in.get(1), 0));
    Tensor y = where(origin, number(in, 1), in.get(1));
    return new OracleDeviation(origin, op.apply(List.of(in.get(0), y)).get(0));
  }

  /** At 0 the derivative of the Euclidean norm is 0. */
  private static OracleDeviation norm(
      List<Tensor> in, OracleAttributes attributes, UnaryOperator<List<Tensor>> op) {
    Tensor zero = is(reduceSum(abs(in.get(0)), attributes.axes().keepingDims()), 0);
    Tensor norm = op.apply(List.of(where(zero, number(in, 1), in.get(0)))).get(0);
    Tensor result = where(reshape(zero, norm.shape()), number(in, 0), norm);
    return new OracleDeviation(zero, result);
  }

  /** A class with label 0 takes no part, even if its logit is -∞, as long as another's is not. */
  private static OracleDeviation softmaxCrossEntropy(
      List<Tensor> in, OracleAttributes attributes, UnaryOperator<List<Tensor>> op) {
    Tensor labels = in.get(0);
    Tensor logits = in.get(1);
    double never = Double.NEGATIVE_INFINITY;
    Axes axis = Axes.axes(attributes.integer("axis", -1)).keepingDims();
    Tensor possible = notEqual(reduceMax(logits, axis), number(in, never));
    Tensor masked = logicalAnd(logicalAnd(is(labels, 0), is(logits, never)), possible);
    Tensor finite = where(masked, number(in, MASKED), logits);
    return new OracleDeviation(masked, op.apply(List.of(labels, finite)).get(0));
  }

  /** A certain probability that is right costs nothing: -ln(1 - p) at (0, 0), -ln p at (1, 1). */
  private static OracleDeviation binaryCrossEntropy(
      List<Tensor> in, OracleAttributes attributes, UnaryOperator<List<Tensor>> op) {
    Tensor y = in.get(0);
    Tensor p = in.get(1);
    Tensor right = logicalAnd(equal(y, p), isCertain(p));
    Tensor loss = op.apply(List.of(y, where(right, number(in, 0.5), p))).get(0);
    // Of slope 1 at p = 0 and -1 at p = 1, as the logarithm of the other probability has.
    Tensor line = where(is(y, 0), p, subtract(number(in, 1), p));
    return new OracleDeviation(right, where(right, line, loss));
  }

  /** A logit far on the right side leaves e^-|x|, which ln(1 + e^-|x|) has lost in 80 digits. */
  private static OracleDeviation sigmoidCrossEntropy(
      List<Tensor> in, OracleAttributes attributes, UnaryOperator<List<Tensor>> op) {
    Tensor sign = subtract(multiply(in.get(0), 2), number(in, 1));
    Tensor right = multiply(sign, in.get(1));
    Tensor far = greater(right, number(in, -Math.log(LEAST)));
    Tensor certain = logicalAnd(far, is(abs(sign), 1));
    Tensor loss = op.apply(in).get(0);
    return new OracleDeviation(certain, where(certain, exp(negate(right)), loss));
  }

  private static Tensor isCertain(Tensor p) {
    return equal(abs(subtract(p, Constant.like(p, 0.5))), Constant.like(p, 0.5));
  }

  private static Tensor is(Tensor x, double value) {
    return equal(x, Constant.like(x, value));
  }

  private static Constant number(List<Tensor> in, double value) {
    return Constant.like(in.get(0), value);
  }
}
