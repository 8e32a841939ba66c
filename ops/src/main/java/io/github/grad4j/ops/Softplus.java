package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Sigmoid.sigmoid;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * A smooth positive part of each element: y = ln(1 + eˣ).
 *
 * <p>Shape: that of x. Computed as max(x, 0) + ln(1 + e^-|x|), which neither overflows nor loses
 * the lower tail. 0 at -∞, ∞ at ∞.
 *
 * <p>Derivative: scaling by the logistic function of x.
 */
public record Softplus() implements Unary {
  /**
   * The smooth positive part of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return ln(1 + eˣ), of x's type
   */
  public static Tensor softplus(Tensor x) {
    return new Softplus().on(x);
  }

  @Override
  public double at(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  public Notation notation() {
    return Notation.of("\\ln(1 + e^{#x})").slope("\\frac{1}{1 + e^{-#x}}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, sigmoid(y.input(0)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> softplus(in.get(0))),
        new Example("tails", List.of(Domain.between(-30, 30, 6)), in -> softplus(in.get(0))));
  }
}
