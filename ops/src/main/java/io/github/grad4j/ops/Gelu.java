package io.github.grad4j.ops;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Erfc.erfc;
import static io.github.grad4j.ops.Exp.exp;
import static io.github.grad4j.ops.Greater.greater;
import static io.github.grad4j.ops.Multiply.multiply;
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
 * Each element weighted by the normal distribution function of itself: y = x·Φ(x), Φ(x) = (1 +
 * erf(x/√2))/2.
 *
 * <p>Shape: that of x. 0 at -∞, ∞ at ∞; of full relative accuracy in the lower tail. The exact
 * function, not the approximation by tanh (Hendrycks and Gimpel 2016, arXiv:1606.08415).
 *
 * <p>Derivative: scaling by Φ(x) + x·φ(x), φ(x) = exp(-x²/2)/√(2π); 0 at -∞, 1 at ∞.
 */
public record Gelu() implements Unary {
  /** Beyond, φ times any polynomial of moderate degree is 0 in double precision. */
  private static final double FAR = 40;

  /**
   * Each element weighted by the normal distribution function of itself.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x·Φ(x), of x's type
   */
  public static Tensor gelu(Tensor x) {
    return new Gelu().on(x);
  }

  @Override
  public double at(double x) {
    return x < -FAR ? 0 : x * ErrorFunction.normal(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("#x \\cdot \\Phi(#x)")
        .slope(
            "\\Phi(#x) + #x \\cdot \\frac{1}{\\sqrt{2 \\cdot \\pi}} \\cdot e^{-\\frac{1}{2} \\cdot #x^{2}}");
  }

  /** Far out the slope is selected, since x·φ(x) at ±∞ would be ∞ · 0 = NaN. */
  @Override
  public List<Partial> slopes(Node y) {
    Tensor x = y.input(0);
    Tensor far = greater(abs(x), FAR);
    Tensor near = where(far, 0, x);
    Tensor normal = multiply(erfc(multiply(near, -Math.sqrt(0.5))), 0.5);
    Tensor bell = multiply(exp(multiply(square(near), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    Tensor slope = add(normal, multiply(near, bell));
    return List.of(
        Partial.symmetric(t -> where(far, where(greater(x, 0), t, 0), multiply(t, slope))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> gelu(in.get(0))),
        new Example("tails", List.of(Domain.between(-6, 6, 6)), in -> gelu(in.get(0))));
  }
}
