package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.ReduceSum.reduceSum;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Mean of the elements along axes: y = (Σ x)/n, n the number of elements averaged.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. The
 * mean over an empty axis is NaN (0/0), and ±∞ where the sum is too large for the type. Accuracy:
 * that of {@link ReduceSum}.
 *
 * <p>Derivative: a cotangent is divided by n and stretched over the axes again.
 */
public final class ReduceMean {
  private ReduceMean() {}

  /**
   * The mean of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceMean(Tensor x) {
    return reduceMean(x, Axes.allAxes());
  }

  /**
   * The mean along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the means
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceMean(Tensor x, Axes axes) {
    return divide(reduceSum(x, axes), Reducing.count(x.shape(), Composites.reduced(x, axes)));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.real(2, 3)), in -> reduceMean(in.get(0))),
        new Example(
            "first axis", List.of(Domain.real(2, 3)), in -> reduceMean(in.get(0), Axes.axes(0))),
        new Example(
            "outer axes, kept",
            List.of(Domain.real(2, 3, 2)),
            in -> reduceMean(in.get(0), Axes.axes(0, -1).keepingDims())),
        new Example("scalar", List.of(Domain.real()), in -> reduceMean(in.get(0))));
  }
}
