package io.github.grad4j.ops;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Exp.exp;
import static io.github.grad4j.ops.Greater.greater;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.internal.ErrorFunction;
import java.util.List;

/**
 * Error function of each element: y = 2/√π · ∫₀ˣ exp(-s²) ds.
 *
 * <p>Shape: that of x. ±1 at ±∞.
 *
 * <p>Derivative: scaling by 2/√π · exp(-x²); 0 at ±∞, of every order.
 */
public record Erf() implements Unary {
  /** Beyond, exp(-x²) times any polynomial of moderate degree is 0 in double precision. */
  private static final double FAR = 30;

  /**
   * The error function of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return erf x, of x's type
   */
  public static Tensor erf(Tensor x) {
    return new Erf().on(x);
  }

  @Override
  public double at(double x) {
    return ErrorFunction.erf(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{erf}(#x)").slope("\\frac{2}{\\sqrt{\\pi}} \\cdot e^{-#x^{2}}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor slope = slope(y.input(0));
    return List.of(Partial.symmetric(t -> multiply(t, slope)));
  }

  /** The derivative. Far out it is selected, since x² · exp(-x²) at ±∞ would be ∞ · 0 = NaN. */
  static Tensor slope(Tensor x) {
    Tensor far = greater(abs(x), FAR);
    Tensor bell = exp(negate(square(where(far, 0, x))));
    return multiply(where(far, 0, bell), 2 / Math.sqrt(Math.PI));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> erf(in.get(0))),
        new Example("tails", List.of(Domain.between(-5, 5, 6)), in -> erf(in.get(0))));
  }
}
