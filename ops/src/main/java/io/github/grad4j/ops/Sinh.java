package io.github.grad4j.ops;

import static io.github.grad4j.ops.Cosh.cosh;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Hyperbolic sine of each element: y = (eˣ - e⁻ˣ)/2.
 *
 * <p>Shape: that of x. ±∞ where the result is too large for the type.
 *
 * <p>Derivative: scaling by cosh x.
 */
public record Sinh() implements Unary {
  /**
   * The hyperbolic sine of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return sinh x, of x's type
   */
  public static Tensor sinh(Tensor x) {
    return new Sinh().on(x);
  }

  @Override
  public double at(double x) {
    return Math.sinh(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\sinh(#x)").slope("\\cosh(#x)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, cosh(y.input(0)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> sinh(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> sinh(in.get(0))));
  }
}
