package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.IsFinite.isFinite;
import static io.github.grad4j.ops.LogicalAnd.logicalAnd;
import static io.github.grad4j.ops.LogicalNot.logicalNot;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Mean of losses with weights: Σ w·l / Σ w over all elements.
 *
 * <p>Shape: losses and weights have the same; the result is a scalar. Weights are not negative. A
 * weight of 0 selects 0, even of a loss that is ∞ or NaN, so that examples can be left out. If all
 * weights are 0, or there are none, the mean is NaN (0/0).
 *
 * <p>Class weights are gathered by label, {@code gather(classWeights, labels)}; an ignored label
 * has weight 0, {@code cast(notEqual(labels, ignored), FLOAT)}. Both divide by the sum of the
 * weights kept (PyTorch's mean).
 *
 * <p>Derivative: for the losses, w/Σw; for the weights, (l - mean)/Σw.
 */
public final class WeightedMean {
  private WeightedMean() {}

  /**
   * The weighted mean.
   *
   * @param losses FLOAT or DOUBLE, for instance one per example
   * @param weights not negative, of the losses' type and shape
   * @return a scalar
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor weightedMean(Tensor losses, Tensor weights) {
    Labels.requireSame(
        "losses", losses, "weights", weights, "Weights hold one factor for each loss");
    // A finite loss stays even at weight 0, for it is the slope of the mean in that weight.
    Tensor left = logicalAnd(equal(weights, 0), logicalNot(isFinite(losses)));
    return divide(reduceSum(multiply(weights, where(left, 0, losses))), reduceSum(weights));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "all kept",
            List.of(Domain.real(2, 3), Domain.positive(2, 3)),
            in -> weightedMean(in.get(0), in.get(1))),
        new Example(
            "one left out",
            List.of(Domain.real(4), Domain.given(Shape.of(4), 1, 0, 0.5, 2)),
            in -> weightedMean(in.get(0), in.get(1))));
  }
}
