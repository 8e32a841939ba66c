package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.ReduceSumSquare.reduceSumSquare;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Variance of the elements along axes: y = Σ (x - mean x)²/(n - correction), n the number of
 * elements.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. With
 * correction 0, the default as in TensorFlow and NumPy, it is the variance of just these elements;
 * with 1 (Bessel) it estimates that of the population they are drawn from. An n of correction or
 * less gives no estimate: the divisor is 0 then, and the result NaN, or ∞ if the elements differ.
 * Elements far from 0 do not cancel, in FLOAT neither; distances are squared in the elements' own
 * type, so that a DOUBLE overflows to ∞ beyond 1e154, a FLOAT beyond 1e19.
 *
 * <p>Derivative: 2(x - mean x)/(n - correction) times the stretched cotangent.
 */
public final class ReduceVariance {
  private ReduceVariance() {}

  /**
   * The variance of all elements, with correction 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceVariance(Tensor x) {
    return reduceVariance(x, Axes.allAxes());
  }

  /**
   * The variance along axes, with correction 0.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the variances
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceVariance(Tensor x, Axes axes) {
    return reduceVariance(x, axes, 0);
  }

  /**
   * The variance along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @param correction what is subtracted from the number of elements
   * @return the variances
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceVariance(Tensor x, Axes axes, int correction) {
    ArgumentException.requireNonNull(axes, "axes");
    // Twice, because far from 0 the mean is rounded by more than the elements may differ.
    Tensor centred = centred(centred(x, axes), axes);
    int n = Reducing.count(x.shape(), Composites.reduced(x, axes));
    return divide(reduceSumSquare(centred, axes), Math.max(0, (double) n - correction));
  }

  private static Tensor centred(Tensor x, Axes axes) {
    return subtract(x, reduceMean(x, axes.keepingDims()));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.real(2, 3)), in -> reduceVariance(in.get(0))),
        new Example(
            "last axis, corrected",
            List.of(Domain.real(2, 3)),
            in -> reduceVariance(in.get(0), Axes.axes(-1), 1)),
        new Example(
            "outer axes, kept",
            List.of(Domain.real(2, 3, 2)),
            in -> reduceVariance(in.get(0), Axes.axes(0, 2).keepingDims())));
  }
}
