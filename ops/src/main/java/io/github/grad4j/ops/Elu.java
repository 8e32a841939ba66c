package io.github.grad4j.ops;

import static io.github.grad4j.ops.Expm1.expm1;
import static io.github.grad4j.ops.Greater.greater;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Each element, bent to -α where it is negative: y = x for x &gt; 0, α(eˣ - 1) elsewhere.
 *
 * <p>Shape: that of x. -α at -∞, ∞ at ∞ (Clevert, Unterthiner and Hochreiter 2016,
 * arXiv:1511.07289).
 *
 * <p>Derivative: scaling by 1 where x &gt; 0, by αeˣ elsewhere; α at 0.
 */
public final class Elu {
  private Elu() {}

  /**
   * Each element, bent to -α where it is negative.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param alpha α, minus the limit at -∞
   * @return of x's type
   * @throws io.github.grad4j.core.TypeException if x is not FLOAT or DOUBLE
   */
  public static Tensor elu(Tensor x, double alpha) {
    Composites.requireFloating("x", x);
    Tensor positive = greater(x, 0);
    // The branch not taken must not overflow: its cotangent is 0, and 0·∞ = NaN.
    Tensor negative = where(positive, 0, x);
    return where(positive, x, multiply(expm1(negative), alpha));
  }

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.nonZero(2, 3)), in -> elu(in.get(0), 1)),
        new Example("other alpha", List.of(Domain.nonZero(3)), in -> elu(in.get(0), 0.5)));
  }
}
