package io.github.grad4j.ops;

import static io.github.grad4j.ops.ReduceVariance.reduceVariance;
import static io.github.grad4j.ops.Sqrt.sqrt;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Standard deviation of the elements along axes: y = √variance.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. The
 * correction is that of {@link ReduceVariance}.
 *
 * <p>Derivative: that of the variance over 2y; NaN where all elements are equal (0/0), as in
 * PyTorch and TensorFlow.
 */
public final class ReduceStd {
  private ReduceStd() {}

  /**
   * The standard deviation of all elements, with correction 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceStd(Tensor x) {
    return reduceStd(x, Axes.allAxes());
  }

  /**
   * The standard deviation along axes, with correction 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the standard deviations
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceStd(Tensor x, Axes axes) {
    return reduceStd(x, axes, 0);
  }

  /**
   * The standard deviation along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @param correction what is subtracted from the number of elements
   * @return the standard deviations
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceStd(Tensor x, Axes axes, int correction) {
    return sqrt(reduceVariance(x, axes, correction));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.distinct(2, 3)), in -> reduceStd(in.get(0))),
        new Example(
            "last axis, corrected",
            List.of(Domain.distinct(2, 3)),
            in -> reduceStd(in.get(0), Axes.axes(-1), 1)),
        new Example(
            "first axis, kept",
            List.of(Domain.distinct(3, 2)),
            in -> reduceStd(in.get(0), Axes.axes(0).keepingDims())));
  }
}
