package io.github.grad4j.ops;

import static io.github.grad4j.ops.Log.log;
import static io.github.grad4j.ops.ReduceSum.reduceSum;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Natural logarithm of the sum of the elements along axes: y = ln Σ x.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. A sum
 * of 0, as over an empty axis, gives -∞; a negative one NaN. For sums of exponentials use {@link
 * LogSumExp}, which does not overflow.
 *
 * <p>Derivative: the stretched cotangent over Σ x.
 */
public final class ReduceLogSum {
  private ReduceLogSum() {}

  /**
   * The logarithm of the sum of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceLogSum(Tensor x) {
    return reduceLogSum(x, Axes.allAxes());
  }

  /**
   * The logarithm of the sum along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return ln Σ x
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceLogSum(Tensor x, Axes axes) {
    return log(reduceSum(x, axes));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.positive(2, 3)), in -> reduceLogSum(in.get(0))),
        new Example(
            "last axis, kept",
            List.of(Domain.positive(2, 3)),
            in -> reduceLogSum(in.get(0), Axes.axes(-1).keepingDims())));
  }
}
