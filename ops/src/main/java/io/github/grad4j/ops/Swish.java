package io.github.grad4j.ops;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Greater.greater;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Sigmoid.sigmoid;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Each element weighted by the logistic function of itself: y = x·σ(x) = x/(1 + e⁻ˣ).
 *
 * <p>Shape: that of x. 0 at -∞, ∞ at ∞; of full relative accuracy in the lower tail. Also called
 * SiLU.
 *
 * <p>Derivative: scaling by σ(x)·(1 + x·σ(-x)); 0 at -∞, 1 at ∞.
 */
public record Swish() implements Unary {
  /** Beyond, e^-|x| times any polynomial of moderate degree is 0 in double precision. */
  private static final double FAR = 800;

  /** Below minus this, eˣ is less than half a unit in the last place of 1. */
  private static final double LOW = 40;

  /**
   * Each element weighted by the logistic function of itself.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return x·σ(x), of x's type
   */
  public static Tensor swish(Tensor x) {
    return new Swish().on(x);
  }

  @Override
  public double at(double x) {
    if (x >= -LOW || Double.isNaN(x)) {
      return x / (1 + Math.exp(-x));
    }
    // There 1 + eˣ rounds to 1, and e⁻ˣ may overflow where x·eˣ is still far from 0.
    double half = Math.exp(0.5 * x);
    return x < -FAR ? 0 : x * half * half;
  }

  @Override
  public Notation notation() {
    return Notation.of("#x \\cdot \\sigma(#x)")
        .slope("\\sigma(#x) \\cdot (1 + #x \\cdot \\sigma(-#x))");
  }

  /** Far out the slope is selected, since x·σ(-x) at ±∞ would be ∞ · 0 = NaN. */
  @Override
  public List<Partial> slopes(Node y) {
    Tensor x = y.input(0);
    Tensor far = greater(abs(x), FAR);
    Tensor near = where(far, 0, x);
    Tensor slope = multiply(sigmoid(near), add(multiply(near, sigmoid(negate(near))), 1));
    return List.of(
        Partial.symmetric(t -> where(far, where(greater(x, 0), t, 0), multiply(t, slope))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> swish(in.get(0))),
        new Example("tails", List.of(Domain.between(-30, 30, 6)), in -> swish(in.get(0))));
  }
}
