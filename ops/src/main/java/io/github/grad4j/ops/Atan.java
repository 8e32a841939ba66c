package io.github.grad4j.ops;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Greater.greater;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Reciprocal.reciprocal;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Angle in radians whose tangent is each element: y = arctan x, in [-π/2, π/2].
 *
 * <p>Shape: that of x. ±π/2 at ±∞.
 *
 * <p>Derivative: scaling by 1/(1 + x²); 0 at ±∞, of every order.
 */
public record Atan() implements Unary {
  /**
   * The angle whose tangent is each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return arctan x, of x's type, in radians
   */
  public static Tensor atan(Tensor x) {
    return new Atan().on(x);
  }

  @Override
  public double at(double x) {
    return Math.atan(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\arctan(#x)").slope("\\frac{1}{1 + #x^{2}}");
  }

  /** Outside [-1, 1] the slope is written as r²/(1 + r²), r = 1/x, where x² would overflow. */
  @Override
  public List<Partial> slopes(Node y) {
    Tensor x = y.input(0);
    Tensor outside = greater(abs(x), 1);
    Tensor inner = square(where(outside, 0, x));
    Tensor outer = square(reciprocal(where(outside, x, 1)));
    Tensor slope = divide(outer, add(where(outside, outer, inner), 1));
    return List.of(Partial.symmetric(t -> multiply(t, slope)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrix",
            List.of(Domain.given(Shape.of(2, 3), -3, -1.5, -0.5, 0.25, 0.75, 2)),
            in -> atan(in.get(0))),
        new Example("scalar", List.of(Domain.between(-0.9, 0.9)), in -> atan(in.get(0))));
  }
}
