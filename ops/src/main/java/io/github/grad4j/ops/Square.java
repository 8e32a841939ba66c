package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Square of each element: y = x².
 *
 * <p>Shape: that of x. ∞ where the square is too large for the type.
 *
 * <p>Derivative: scaling by 2x.
 */
public record Square() implements FloatUnary {
  /**
   * The square of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x², of x's type
   */
  public static Tensor square(Tensor x) {
    return new Square().on(x);
  }

  @Override
  public double at(double x) {
    return x * x;
  }

  @Override
  public float at(float x) {
    return x * x;
  }

  @Override
  public Notation notation() {
    return Notation.of("#x^{2}").slope("2 \\cdot #x");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, multiply(y.input(0), 2))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> square(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> square(in.get(0))));
  }
}
