package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Reciprocal of each element: y = 1/x.
 *
 * <p>Shape: that of x. ±∞ at ±0, ±0 at ±∞ (IEEE 754).
 *
 * <p>Derivative: scaling by -1/x².
 */
public final class Reciprocal {
  private Reciprocal() {}

  /**
   * The reciprocal of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return 1/x, of x's type
   */
  public static Tensor reciprocal(Tensor x) {
    return divide(1, x);
  }

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.nonZero(2, 3)), in -> reciprocal(in.get(0))),
        new Example("scalar", List.of(Domain.nonZero()), in -> reciprocal(in.get(0))));
  }
}
