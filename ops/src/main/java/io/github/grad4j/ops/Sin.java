package io.github.grad4j.ops;

import static io.github.grad4j.ops.Cos.cos;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Sine of each element: y = sin x, x in radians.
 *
 * <p>Shape: that of x. NaN at ±∞.
 *
 * <p>Derivative: scaling by cos x.
 */
public record Sin() implements Unary {
  /**
   * The sine of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape, in radians
   * @return sin x, of x's type
   */
  public static Tensor sin(Tensor x) {
    return new Sin().on(x);
  }

  @Override
  public double at(double x) {
    return Math.sin(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\sin(#x)").slope("\\cos(#x)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, cos(y.input(0)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> sin(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> sin(in.get(0))));
  }
}
