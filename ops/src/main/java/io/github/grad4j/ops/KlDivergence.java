package io.github.grad4j.ops;

import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Subtract.subtract;
import static io.github.grad4j.ops.Xlogy.xlogy;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Kullback-Leibler divergence of probabilities q from labels p, for each example: Σ p·log(p/q)
 * along the class axis.
 *
 * <p>Shape: labels and probabilities have the same, for instance [batch, classes]; the result lacks
 * the class axis: [batch]. In nats, per example; {@code reduceMean} makes it a number. Domain: p
 * and q not negative. A class with p = 0 costs nothing, whatever q ({@link Xlogy}); p &gt; 0 with q
 * = 0 costs ∞.
 *
 * <p>Derivative: for the probabilities, -p/q; for the labels, log p - log q + 1.
 */
public final class KlDivergence {
  private static final String HINT = "Labels hold one probability per class";

  private KlDivergence() {}

  /**
   * The divergence of each example, its classes along the last axis.
   *
   * @param labels FLOAT or DOUBLE, of the probabilities' type and shape
   * @param probabilities not negative, of rank 1 or more
   * @return the losses, without the last axis
   * @throws io.github.grad4j.core.ShapeException if the shapes differ or are scalar
   */
  public static Tensor klDivergence(Tensor labels, Tensor probabilities) {
    return klDivergence(labels, probabilities, -1);
  }

  /**
   * The divergence of each example, its classes along any axis.
   *
   * @param labels FLOAT or DOUBLE, of the probabilities' type and shape
   * @param probabilities not negative, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return the losses, without that axis
   * @throws io.github.grad4j.core.ShapeException if the shapes differ or the axis does not exist
   */
  public static Tensor klDivergence(Tensor labels, Tensor probabilities, int axis) {
    int counted = Labels.requireSame(labels, probabilities, "probabilities", axis, HINT);
    return reduceSum(
        subtract(xlogy(labels, labels), xlogy(labels, probabilities)), Axes.axes(counted));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "last axis",
            List.of(Domain.positive(2, 3), Domain.positive(2, 3)),
            in -> klDivergence(in.get(0), in.get(1))),
        new Example(
            "first axis",
            List.of(Domain.positive(3, 2), Domain.positive(3, 2)),
            in -> klDivergence(in.get(0), in.get(1), 0)));
  }
}
