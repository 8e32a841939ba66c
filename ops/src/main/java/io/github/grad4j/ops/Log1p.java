package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Logarithm of 1 plus each element: y = ln(1 + x), accurate near 0.
 *
 * <p>Shape: that of x. Domain: x &gt; -1; -∞ at -1, NaN below (IEEE 754).
 *
 * <p>Derivative: scaling by 1/(1 + x); +∞ at -1, not clamped.
 */
public record Log1p() implements Unary {
  /**
   * The logarithm of 1 plus each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return ln(1 + x), of x's type
   */
  public static Tensor log1p(Tensor x) {
    return new Log1p().on(x);
  }

  @Override
  public double at(double x) {
    return Math.log1p(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\ln(1 + #x)").slope("\\frac{1}{1 + #x}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> divide(t, add(y.input(0), 1))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.between(-0.75, 3, 2, 3)), in -> log1p(in.get(0))),
        new Example("near 0", List.of(Domain.between(-1e-3, 1e-3, 3)), in -> log1p(in.get(0))));
  }
}
