package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.internal.ErrorFunction;
import java.util.List;

/**
 * Complementary error function of each element: y = 1 - erf x = 2/√π · ∫ₓ^∞ exp(-s²) ds.
 *
 * <p>Shape: that of x. 2 at -∞, 0 at ∞; of full relative accuracy in the upper tail, where 1 - erf
 * x has none.
 *
 * <p>Derivative: scaling by -2/√π · exp(-x²); 0 at ±∞, of every order.
 */
public record Erfc() implements Unary {
  /**
   * The complementary error function of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return 1 - erf x, of x's type
   */
  public static Tensor erfc(Tensor x) {
    return new Erfc().on(x);
  }

  @Override
  public double at(double x) {
    return ErrorFunction.erfc(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{erfc}(#x)").slope("-\\frac{2}{\\sqrt{\\pi}} \\cdot e^{-#x^{2}}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor slope = negate(Erf.slope(y.input(0)));
    return List.of(Partial.symmetric(t -> multiply(t, slope)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> erfc(in.get(0))),
        new Example("tails", List.of(Domain.between(-5, 5, 6)), in -> erfc(in.get(0))));
  }
}
