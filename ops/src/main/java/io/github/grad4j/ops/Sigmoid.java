package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Logistic function of each element: y = 1/(1 + e⁻ˣ).
 *
 * <p>Shape: that of x. 0 at -∞, 1 at ∞; of full relative accuracy where it is tiny.
 *
 * <p>Derivative: scaling by σ(x)·σ(-x), which unlike y(1 - y) is of full relative accuracy in both
 * tails.
 */
public record Sigmoid() implements Unary {
  /**
   * The logistic function of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return 1/(1 + e⁻ˣ), of x's type
   */
  public static Tensor sigmoid(Tensor x) {
    return new Sigmoid().on(x);
  }

  @Override
  public double at(double x) {
    // The exponential of a number that is not positive cannot overflow.
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\frac{1}{1 + e^{-#x}}").slope("#out \\cdot (1 - #out)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, multiply(y, sigmoid(negate(y.input(0)))))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> sigmoid(in.get(0))),
        new Example("tails", List.of(Domain.between(-30, 30, 6)), in -> sigmoid(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> sigmoid(in.get(0))));
  }
}
