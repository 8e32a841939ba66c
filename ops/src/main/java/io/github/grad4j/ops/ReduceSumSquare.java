package io.github.grad4j.ops;

import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Square.square;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Sum of the squares of the elements along axes: y = Σ x².
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. The sum
 * over an empty axis is 0.
 *
 * <p>Derivative: 2x times the stretched cotangent.
 */
public final class ReduceSumSquare {
  private ReduceSumSquare() {}

  /**
   * The sum of all squares.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceSumSquare(Tensor x) {
    return reduceSumSquare(x, Axes.allAxes());
  }

  /**
   * The sum of the squares along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return Σ x²
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceSumSquare(Tensor x, Axes axes) {
    Composites.reduced(x, axes);
    return reduceSum(square(x), axes);
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.real(2, 3)), in -> reduceSumSquare(in.get(0))),
        new Example(
            "last axis, kept",
            List.of(Domain.real(2, 3)),
            in -> reduceSumSquare(in.get(0), Axes.axes(-1).keepingDims())));
  }
}
