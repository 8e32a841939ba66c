package io.github.grad4j.ops;

import static io.github.grad4j.ops.Exp.exp;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Exponential less 1 of each element: y = eˣ - 1, accurate near 0.
 *
 * <p>Shape: that of x. ∞ at ∞, -1 at -∞.
 *
 * <p>Derivative: scaling by eˣ, computed from x: y + 1 would lose it where x is very negative.
 */
public record Expm1() implements Unary {
  /**
   * The exponential less 1 of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return eˣ - 1, of x's type
   */
  public static Tensor expm1(Tensor x) {
    return new Expm1().on(x);
  }

  @Override
  public double at(double x) {
    return Math.expm1(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("e^{#x} - 1").slope("e^{#x}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, exp(y.input(0)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> expm1(in.get(0))),
        new Example("near 0", List.of(Domain.between(-1e-3, 1e-3, 3)), in -> expm1(in.get(0))));
  }
}
