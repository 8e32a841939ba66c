package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Sin.sin;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Cosine of each element: y = cos x, x in radians.
 *
 * <p>Shape: that of x. NaN at ±∞.
 *
 * <p>Derivative: scaling by -sin x.
 */
public record Cos() implements Unary {
  /**
   * The cosine of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape, in radians
   * @return cos x, of x's type
   */
  public static Tensor cos(Tensor x) {
    return new Cos().on(x);
  }

  @Override
  public double at(double x) {
    return Math.cos(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\cos(#x)").slope("-\\sin(#x)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, negate(sin(y.input(0))))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> cos(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> cos(in.get(0))));
  }
}
