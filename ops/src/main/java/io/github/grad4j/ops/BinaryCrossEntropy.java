package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.GreaterEqual.greaterEqual;
import static io.github.grad4j.ops.Log1p.log1p;
import static io.github.grad4j.ops.LogicalAnd.logicalAnd;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Subtract.subtract;
import static io.github.grad4j.ops.Where.where;
import static io.github.grad4j.ops.Xlogy.xlogy;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Cross entropy of yes-or-no questions answered with probabilities, for each element: -y·log p - (1
 * - y)·log(1 - p), with labels y and probabilities p.
 *
 * <p>Shape: labels and probabilities have the same, and so has the result. In nats, per element;
 * {@code reduceMean} makes it a number. Domain: p in [0, 1], outside NaN. 0·log 0 is 0 ({@link
 * Xlogy}), and nothing is clamped: 0 at y = p = 1, ∞ at y = 1, p = 0. A tiny p costs p where the
 * label is 0, for log(1 - p) is computed without 1 - p. If logits are at hand, {@link
 * SigmoidCrossEntropyWithLogits} is finite where this is not.
 *
 * <p>Derivative: for the probabilities, (1 - y)/(1 - p) - y/p; for the labels, log(1 - p) - log p.
 */
public final class BinaryCrossEntropy {
  private BinaryCrossEntropy() {}

  /**
   * The cross entropy of each element.
   *
   * @param labels FLOAT or DOUBLE, of the probabilities' type and shape
   * @param probabilities each in [0, 1]
   * @return the losses
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor binaryCrossEntropy(Tensor labels, Tensor probabilities) {
    Labels.requireSame(
        labels, probabilities, "probabilities", "Labels hold one probability for each answer");
    Tensor yes = xlogy(labels, probabilities);
    // As xlogy(1 - y, 1 - p), but 1 - p would lose what is left of a small p.
    Tensor dead = logicalAnd(equal(labels, 1), greaterEqual(probabilities, 1));
    Tensor logarithm = log1p(negate(where(dead, 0, probabilities)));
    Tensor no = where(dead, 0, multiply(subtract(1, labels), logarithm));
    // From 0 and not negated: a loss of nothing is 0, not -0.
    return subtract(0, add(yes, no));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.between(0.1, 0.9, 2, 3), Domain.between(0.1, 0.9, 2, 3)),
            in -> binaryCrossEntropy(in.get(0), in.get(1))));
  }
}
