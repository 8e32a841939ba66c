package io.github.grad4j.ops;

import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.ReduceSumSquare.reduceSumSquare;
import static io.github.grad4j.ops.Sqrt.sqrt;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Euclidean length of the elements along axes: y = √(Σ x²).
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. The
 * norm over an empty axis is 0. Elements are squared in their own type: a DOUBLE overflows to ∞
 * beyond 1e154, a FLOAT beyond 1e19, and below 1e-162 and 1e-23 the square, and with it the norm,
 * is 0.
 *
 * <p>Derivative: x/y times the stretched cotangent; 0 where y = 0, the subgradient of least norm
 * (differentiating √ there, as PyTorch and JAX do with the composed formula, gives NaN).
 */
public final class ReduceNorm2 {
  private ReduceNorm2() {}

  /**
   * The 2-norm of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceNorm2(Tensor x) {
    return reduceNorm2(x, Axes.allAxes());
  }

  /**
   * The 2-norm along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return √(Σ x²)
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceNorm2(Tensor x, Axes axes) {
    Tensor squares = reduceSumSquare(x, axes);
    Tensor isZero = equal(squares, 0);
    // Selecting twice keeps √ away from 0, where its infinite slope times 0 would be NaN.
    return where(isZero, 0, sqrt(where(isZero, 1, squares)));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.nonZero(2, 3)), in -> reduceNorm2(in.get(0))),
        new Example(
            "last axis, kept",
            List.of(Domain.nonZero(2, 3)),
            in -> reduceNorm2(in.get(0), Axes.axes(-1).keepingDims())));
  }
}
