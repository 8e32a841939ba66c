package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Square root of each element: y = √x.
 *
 * <p>Shape: that of x. Domain: x ≥ 0; the root of a negative number is NaN (IEEE 754).
 *
 * <p>Derivative: scaling by 1/(2y); +∞ at 0, not clamped.
 */
public record Sqrt() implements FloatUnary {
  /**
   * The square root of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return √x, of x's type
   */
  public static Tensor sqrt(Tensor x) {
    return new Sqrt().on(x);
  }

  @Override
  public double at(double x) {
    return Math.sqrt(x);
  }

  @Override
  public float at(float x) {
    return (float) Math.sqrt(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\sqrt{#x}").slope("\\frac{1}{2 \\cdot \\sqrt{#x}}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> divide(t, multiply(y, 2))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.positive(2, 3)), in -> sqrt(in.get(0))),
        new Example("scalar", List.of(Domain.positive()), in -> sqrt(in.get(0))));
  }
}
