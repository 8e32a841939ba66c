package io.github.grad4j.autograd.nonfinite;

import static io.github.grad4j.autograd.nonfinite.Cause.is;
import static io.github.grad4j.autograd.nonfinite.Cause.source;

import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.Cosh;
import io.github.grad4j.ops.Divide;
import io.github.grad4j.ops.Exp;
import io.github.grad4j.ops.Expm1;
import io.github.grad4j.ops.Log;
import io.github.grad4j.ops.Log1p;
import io.github.grad4j.ops.Multiply;
import io.github.grad4j.ops.Pow;
import io.github.grad4j.ops.Power;
import io.github.grad4j.ops.ReduceMax;
import io.github.grad4j.ops.ReduceMin;
import io.github.grad4j.ops.ReduceSum;
import io.github.grad4j.ops.Sigmoid;
import io.github.grad4j.ops.Sinh;
import io.github.grad4j.ops.Softmax;
import io.github.grad4j.ops.Sqrt;
import io.github.grad4j.ops.Square;
import io.github.grad4j.ops.Subtract;
import io.github.grad4j.ops.Xlogy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What usually helps against one way in which numbers stop being finite.
 *
 * @param fits whether a chain began in this way
 * @param advice what to write instead
 */
record Remedy(Predicate<Cause> fits, Function<Cause, String> advice) {
  private static final String STEPS =
      "Steps that are too long end so: a smaller learning rate helps, or one that is warmed up, or"
          + " gradients clipped to a largest norm, or features that are standardised.";

  /** The first that fits is told, so that what knows more stands before what knows less. */
  private static final List<Remedy> ALL =
      List.of(
          new Remedy(
              cause -> cause.tensor() instanceof Variable,
              "It was so before this run; an update or an assignment wrote it. " + STEPS),
          new Remedy(
              cause -> cause.tensor() instanceof Input,
              "It was fed: leave such examples out, or repair the data; nanToNum(x) and"
                  + " where(isFinite(x), x, 0) put numbers there."),
          new Remedy(
              cause -> cause.isInDerivative() && cause.isOf(ReduceMax.class, ReduceMin.class),
              "The extreme itself was NaN, which no element is equal to: ask for the story of the"
                  + " formula before that of its derivative."),
          new Remedy(
              cause -> cause.isOf(Log.class) && cause.isAppliedTo(Softmax.class),
              "Use softmaxCrossEntropyWithLogits(labels, z), which never takes the logarithm of 0,"
                  + " or logSoftmax(z) for log(softmax(z)); for a * log(p) of any p, xlogy(a, p)."),
          new Remedy(
              cause -> cause.isOf(Log.class) && isLogOfSigmoid(cause),
              "Use sigmoidCrossEntropyWithLogits(labels, z), or logSigmoid(z) for log(sigmoid(z))"
                  + " and logSigmoid(negate(z)) for log(1 - sigmoid(z))."),
          new Remedy(
              cause -> cause.isOf(Log.class) && isLogOfSumOfExp(cause),
              "Use logSumExp(z) for log(reduceSum(exp(z))): it subtracts the largest first."),
          new Remedy(
              cause -> cause.isOf(Exp.class) && isSummedExp(cause),
              "Use softmax(z) for exp(z) / reduceSum(exp(z)) and logSumExp(z) for"
                  + " log(reduceSum(exp(z))): they subtract the largest first."),
          new Remedy(
              cause -> cause.isInDerivative() && cause.isOf(Sqrt.class) && isNorm(cause),
              "Use reduceNorm2(x) for sqrt(reduceSum(square(x))): its derivative at 0 is 0."),
          new Remedy(
              Cause::isBranchNotTaken,
              cause ->
                  "where(c, f(x), y) differentiates f, here "
                      + cause.written().map(node -> node.op().name()).orElse("a node")
                      + ", where c is false too, and 0 times Infinity is NaN. Select the input as"
                      + " well: where(c, f(where(c, x, 1)), y)."),
          new Remedy(
              cause -> cause.isOf(Log.class, Log1p.class) && isTimesZero(cause),
              "Use xlogy(a, x) for a * log(x): it is 0 where a is 0, and so are its derivatives."),
          new Remedy(
              cause -> cause.isOf(Log.class, Log1p.class) && cause.gotNegative(),
              "The logarithm of a negative number is NaN: what comes in must not be below 0."),
          new Remedy(
              cause -> cause.isOf(Log.class, Log1p.class),
              "The logarithm of 0 is -Infinity and its slope Infinity: keep what comes in above 0, or stay with"
                  + " logarithms (logSoftmax, logSigmoid, logSumExp)."),
          new Remedy(
              cause -> cause.isOf(Xlogy.class),
              "A probability of 0 for what has happened: compute the loss from the logits, with"
                  + " softmaxCrossEntropyWithLogits or sigmoidCrossEntropyWithLogits."),
          new Remedy(
              cause -> cause.isOf(Sqrt.class) && cause.gotNegative() && !cause.got(0),
              "The root of a negative number is NaN: what comes in must not be below 0."),
          new Remedy(
              cause -> cause.isOf(Sqrt.class),
              "The root has an infinite slope at 0. Keep it away from there with two selections:"
                  + " where(isZero, 0, sqrt(where(isZero, 1, x))); for a norm use reduceNorm2."),
          new Remedy(
              cause -> cause.isOf(Pow.class, Power.class) && cause.got(0),
              "A power below 1 has an infinite slope at 0, and a negative power is infinite there: keep the base"
                  + " away from 0 with two selections, where(isZero, 0, pow(where(isZero, 1, x), e))."),
          new Remedy(
              cause ->
                  cause.isOf(Pow.class, Power.class)
                      && Double.isNaN(cause.value())
                      && cause.gotNegative(),
              "A negative number has no real power that is not whole: take pow(abs(x), e)."),
          new Remedy(
              cause -> cause.isOf(Divide.class) && cause.got(0) && cause.dividesByConstant(),
              "A mean of nothing is 0/0: leave empty batches and empty axes out."),
          new Remedy(
              cause -> cause.isOf(Divide.class) && cause.got(0),
              "The divisor is 0. Where that may be, select twice: where(isZero, 0, divide(a,"
                  + " where(isZero, 1, b)))."),
          new Remedy(
              cause -> cause.isOf(Exp.class, Expm1.class, Sinh.class, Cosh.class),
              "exp(x) is infinite from x = 709.8 on, in FLOAT from 88.7 on: stay with logarithms"
                  + " (logSumExp, logSoftmax, softplus), or subtract the largest x first."),
          new Remedy(cause -> cause.isOverflow() && cause.isTrained(), STEPS),
          new Remedy(
              Cause::isOverflow,
              "The result is beyond the largest number of its type: scale what comes in, or compute"
                  + " its logarithm."));

  private Remedy(Predicate<Cause> fits, String advice) {
    this(fits, cause -> advice);
  }

  /** What helps; empty where nothing is known. */
  static Optional<String> of(Cause cause) {
    Optional<String> known =
        ALL.stream()
            .filter(remedy -> remedy.fits.test(cause))
            .findFirst()
            .map(remedy -> remedy.advice.apply(cause));
    return cause
        .inDouble()
        .map(
            value ->
                "FLOAT ends at 3.4e38, and this is "
                    + value
                    + ": DOUBLE holds it, up to 1.8e308. "
                    + known.orElse(""))
        .map(String::strip)
        .or(() -> known);
  }

  private static boolean isLogOfSigmoid(Cause cause) {
    return cause.isAppliedTo(Sigmoid.class)
        || cause
            .source(0)
            .filter(node -> is(node, Subtract.class))
            .flatMap(node -> source(node, 1))
            .filter(node -> is(node, Sigmoid.class))
            .isPresent();
  }

  private static boolean isLogOfSumOfExp(Cause cause) {
    return sumOf(cause).filter(node -> is(node, Exp.class)).isPresent();
  }

  /** Whether the sum of powers of e is divided by, or its logarithm taken. */
  private static boolean isSummedExp(Cause cause) {
    return cause.written().stream()
        .flatMap(cause::readers)
        .filter(node -> is(node, ReduceSum.class))
        .anyMatch(
            sum ->
                cause
                    .readers(sum)
                    .anyMatch(
                        node ->
                            is(node, Log.class)
                                || (is(node, Divide.class)
                                    && source(node, 1)
                                        .filter(divisor -> Cause.isSame(divisor, sum))
                                        .isPresent())));
  }

  /** Whether a root is that of a sum of squares. */
  private static boolean isNorm(Cause cause) {
    return sumOf(cause).filter(Remedy::isSquare).isPresent();
  }

  private static boolean isSquare(Node node) {
    boolean ofItself = is(node, Multiply.class) && node.input(0) == node.input(1);
    boolean power = node.op() instanceof Power p && p.exponent() == 2;
    return is(node, Square.class) || ofItself || power;
  }

  /** What the written node's input is the sum of. */
  private static Optional<Node> sumOf(Cause cause) {
    return cause
        .source(0)
        .filter(node -> is(node, ReduceSum.class))
        .flatMap(node -> source(node, 0));
  }

  /** Whether 0·ln 0, or in the derivative 0/0, was to be 0. */
  private static boolean isTimesZero(Cause cause) {
    Tensor tensor = cause.tensor();
    boolean ofProduct = cause.nextIs(Multiply.class) && cause.nextGotZero();
    boolean ofQuotient =
        cause.isInDerivative() && tensor instanceof Node && Double.isNaN(cause.value());
    return ofProduct || ofQuotient;
  }
}
