package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Square.square;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Third power of each element: y = x³.
 *
 * <p>Shape: that of x.
 *
 * <p>Derivative: scaling by 3x².
 */
public final class Cube {
  private Cube() {}

  /**
   * The third power of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x³, of x's type
   */
  public static Tensor cube(Tensor x) {
    return multiply(square(x), x);
  }

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> cube(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> cube(in.get(0))));
  }
}
