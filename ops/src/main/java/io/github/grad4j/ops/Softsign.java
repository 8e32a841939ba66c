package io.github.grad4j.ops;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Reciprocal.reciprocal;
import static io.github.grad4j.ops.Square.square;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Each element squeezed into (-1, 1): y = x/(1 + |x|).
 *
 * <p>Shape: that of x. ±1 at ±∞.
 *
 * <p>Derivative: scaling by 1/(1 + |x|)²; 0 at ±∞. At 0 it has a kink: the second derivative jumps
 * from 2 to -2, and counts as 0 there.
 */
public record Softsign() implements Unary {
  /**
   * Each element squeezed into (-1, 1).
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x/(1 + |x|), of x's type
   */
  public static Tensor softsign(Tensor x) {
    return new Softsign().on(x);
  }

  @Override
  public double at(double x) {
    return Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
  }

  @Override
  public Notation notation() {
    return Notation.of("\\frac{#x}{1 + \\lvert #x \\rvert}")
        .slope("\\frac{1}{(1 + \\lvert #x \\rvert)^{2}}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor slope = square(reciprocal(add(abs(y.input(0)), 1)));
    return List.of(Partial.symmetric(t -> multiply(t, slope)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.nonZero(2, 3)), in -> softsign(in.get(0))),
        new Example("scalar", List.of(Domain.nonZero()), in -> softsign(in.get(0))));
  }
}
