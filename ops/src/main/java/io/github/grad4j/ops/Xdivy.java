package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.LogicalAnd.logicalAnd;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
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
 * A number divided by another, and 0 where it is 0: z = x/y.
 *
 * <p>Shape: x and y broadcast. Where x is 0 the result is 0 whatever y, unless y is NaN: 0/0 = 0.
 *
 * <p>Derivative: for x, scaling by 1/y, and 0 where x = y = 0; for y, scaling by -z/y, and 0 where
 * x is 0.
 */
public record Xdivy() implements Binary {
  /**
   * One tensor divided by another, 0 where the first is 0.
   *
   * @param x FLOAT or DOUBLE
   * @param y of x's element type; x and y broadcast
   * @return x/y
   */
  public static Tensor xdivy(Tensor x, Tensor y) {
    return new Xdivy().on(x, y);
  }

  @Override
  public double at(double x, double y) {
    return x == 0 && !Double.isNaN(y) ? 0 : x / y;
  }

  @Override
  public Notation notation() {
    return Notation.of("\\frac{#x}{#y}").slope("\\frac{1}{#y}").slope("-\\frac{#x}{#y^{2}}");
  }

  @Override
  public List<Partial> slopes(Node z) {
    Tensor x = z.input(0);
    Tensor y = z.input(1);
    Tensor dead = logicalAnd(equal(x, 0), equal(y, 0));
    // The divisor is selected too, so that its own derivative stays finite.
    Tensor divisor = where(dead, 1, y);
    return List.of(
        Partial.symmetric(t -> where(dead, 0, divide(t, divisor))),
        Partial.symmetric(t -> multiply(t, negate(xdivy(z, y)))));
  }

  @Override
  public List<String> inputNames() {
    return List.of("x", "y");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.real(2, 3), Domain.nonZero(2, 3)),
            in -> xdivy(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(Domain.nonZero(3, 1), Domain.positive(1, 4)),
            in -> xdivy(in.get(0), in.get(1))),
        new Example(
            "a zero",
            List.of(Domain.given(Shape.of(3), 0, 1, 2), Domain.positive(3)),
            in -> xdivy(in.get(0), in.get(1))));
  }
}
