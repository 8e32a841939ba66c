package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Sinh.sinh;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Hyperbolic cosine of each element: y = (eˣ + e⁻ˣ)/2.
 *
 * <p>Shape: that of x. ∞ where the result is too large for the type.
 *
 * <p>Derivative: scaling by sinh x.
 */
public record Cosh() implements Unary {
  /**
   * The hyperbolic cosine of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return cosh x, of x's type
   */
  public static Tensor cosh(Tensor x) {
    return new Cosh().on(x);
  }

  @Override
  public double at(double x) {
    return Math.cosh(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\cosh(#x)").slope("\\sinh(#x)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, sinh(y.input(0)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> cosh(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> cosh(in.get(0))));
  }
}
