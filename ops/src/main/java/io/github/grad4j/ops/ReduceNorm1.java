package io.github.grad4j.ops;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.ReduceSum.reduceSum;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Sum of the magnitudes of the elements along axes: y = Σ |x|.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. The
 * norm over an empty axis is 0.
 *
 * <p>Derivative: sign x times the stretched cotangent; 0 at 0.
 */
public final class ReduceNorm1 {
  private ReduceNorm1() {}

  /**
   * The 1-norm of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceNorm1(Tensor x) {
    return reduceNorm1(x, Axes.allAxes());
  }

  /**
   * The 1-norm along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return Σ |x|
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceNorm1(Tensor x, Axes axes) {
    Composites.reduced(x, axes);
    return reduceSum(abs(x), axes);
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.nonZero(2, 3)), in -> reduceNorm1(in.get(0))),
        new Example(
            "last axis, kept",
            List.of(Domain.nonZero(2, 3)),
            in -> reduceNorm1(in.get(0), Axes.axes(-1).keepingDims())));
  }
}
