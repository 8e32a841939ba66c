package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Square.square;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Tangent of each element: y = tan x, x in radians.
 *
 * <p>Shape: that of x. NaN at ±∞.
 *
 * <p>Derivative: scaling by 1 + y².
 */
public record Tan() implements Unary {
  /**
   * The tangent of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape, in radians
   * @return tan x, of x's type
   */
  public static Tensor tan(Tensor x) {
    return new Tan().on(x);
  }

  @Override
  public double at(double x) {
    return Math.tan(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\tan(#x)").slope("1 + #out^{2}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, add(square(y), 1))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.between(-1.25, 1.25, 2, 3)), in -> tan(in.get(0))),
        new Example("scalar", List.of(Domain.between(-1.25, 1.25)), in -> tan(in.get(0))));
  }
}
