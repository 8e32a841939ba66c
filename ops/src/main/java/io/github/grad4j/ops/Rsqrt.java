package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Sqrt.sqrt;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Reciprocal square root of each element: y = 1/√x.
 *
 * <p>Shape: that of x. Domain: x &gt; 0; ∞ at 0, 0 at ∞, NaN for a negative number (IEEE 754).
 *
 * <p>Derivative: scaling by -y³/2.
 */
public final class Rsqrt {
  private Rsqrt() {}

  /**
   * The reciprocal square root of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return 1/√x, of x's type
   */
  public static Tensor rsqrt(Tensor x) {
    return divide(1, sqrt(x));
  }

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.positive(2, 3)), in -> rsqrt(in.get(0))),
        new Example("scalar", List.of(Domain.positive()), in -> rsqrt(in.get(0))));
  }
}
