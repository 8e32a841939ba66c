package io.github.grad4j.ops;

import static io.github.grad4j.ops.GreaterEqual.greaterEqual;
import static io.github.grad4j.ops.LessEqual.lessEqual;
import static io.github.grad4j.ops.LogicalAnd.logicalAnd;
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
 * Each element moved into an interval: y = min(max(x, low), high).
 *
 * <p>Shape: that of x. NaN for NaN; if low exceeds high, every element is high (as NumPy).
 *
 * <p>Derivative: selects where low ≤ x ≤ high, the bounds included: there it is 1, not the 1/2 of a
 * maximum's tie.
 *
 * @param low the least value of the result
 * @param high the greatest value of the result
 */
public record Clip(double low, double high) implements FloatUnary {
  /**
   * Each element moved into an interval.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param low the least value of the result, in x's precision
   * @param high the greatest value of the result, in x's precision
   * @return of x's type
   */
  public static Tensor clip(Tensor x, double low, double high) {
    return new Clip(low, high).on(x);
  }

  @Override
  public double at(double x) {
    return Math.min(Math.max(x, low), high);
  }

  @Override
  public float at(float x) {
    return Math.min(Math.max(x, (float) low), (float) high);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\min(\\max(#x, " + Latex.number(low) + "), " + Latex.number(high) + ")")
        .slope("[" + Latex.number(low) + " \\le #x \\le " + Latex.number(high) + "]");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor x = y.input(0);
    Tensor inside = logicalAnd(greaterEqual(x, low), lessEqual(x, high));
    return List.of(Partial.symmetric(t -> where(inside, t, 0)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrix",
            List.of(Domain.given(Shape.of(2, 3), -2, -1.1, -0.5, 0, 0.6, 1)),
            in -> clip(in.get(0), -1, 0.75)),
        new Example(
            "from below",
            List.of(Domain.nonZero(3)),
            in -> clip(in.get(0), 0, Double.POSITIVE_INFINITY)));
  }
}
