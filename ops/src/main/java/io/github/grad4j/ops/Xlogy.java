package io.github.grad4j.ops;

import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.LessEqual.lessEqual;
import static io.github.grad4j.ops.Log.log;
import static io.github.grad4j.ops.LogicalAnd.logicalAnd;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Where.where;
import static io.github.grad4j.ops.Xdivy.xdivy;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * A number times the logarithm of another: z = x·ln y, and 0 where x is 0.
 *
 * <p>Shape: x and y broadcast. Where x is 0 the result is 0 whatever y, unless y is NaN: the limit
 * of p·ln p, where 0·ln 0 would be NaN.
 *
 * <p>Derivative: for x, scaling by ln y, and 0 where x = 0 and y ≤ 0; for y, scaling by x/y, and 0
 * where x is 0 (as {@link Xdivy}). At x = 0 and y &gt; 0, TensorFlow gives 0 for x; at x = y = 0,
 * PyTorch and JAX give NaN for y.
 */
public record Xlogy() implements Binary {
  /**
   * One tensor times the logarithm of another, 0 where the first is 0.
   *
   * @param x FLOAT or DOUBLE
   * @param y of x's element type; x and y broadcast
   * @return x·ln y
   */
  public static Tensor xlogy(Tensor x, Tensor y) {
    return new Xlogy().on(x, y);
  }

  @Override
  public double at(double x, double y) {
    return x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y);
  }

  @Override
  public Notation notation() {
    return Notation.of("#x \\cdot \\ln(#y)").slope("\\ln(#y)").slope("\\frac{#x}{#y}");
  }

  @Override
  public List<Partial> slopes(Node z) {
    Tensor x = z.input(0);
    Tensor y = z.input(1);
    Tensor dead = logicalAnd(equal(x, 0), lessEqual(y, 0));
    // The logarithm's input is selected too, so that its own derivative stays finite.
    Tensor logarithm = log(where(dead, 1, y));
    return List.of(
        Partial.symmetric(t -> where(dead, 0, multiply(t, logarithm))),
        Partial.symmetric(t -> multiply(t, xdivy(x, y))));
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
            List.of(Domain.real(2, 3), Domain.positive(2, 3)),
            in -> xlogy(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(Domain.nonZero(3, 1), Domain.positive(1, 4)),
            in -> xlogy(in.get(0), in.get(1))),
        new Example(
            "a zero",
            List.of(Domain.given(Shape.of(3), 0, 1, 2), Domain.positive(3)),
            in -> xlogy(in.get(0), in.get(1))),
        new Example("entropy", List.of(Domain.positive(3)), in -> xlogy(in.get(0), in.get(0))));
  }
}
