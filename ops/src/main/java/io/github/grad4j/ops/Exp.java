package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.SinglePrecision;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.internal.Exponentials;
import java.util.List;

/**
 * Exponential of each element: y = eˣ.
 *
 * <p>Shape: that of x. e^∞ = ∞, e^-∞ = 0; above 709.78 (FLOAT: 88.72) the result is ∞.
 *
 * <p>Accuracy: within 1 ulp of the element type.
 *
 * <p>Derivative: scaling by y.
 */
public record Exp() implements Unary, SinglePrecision {
  /**
   * The exponential of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return eˣ, of x's type
   */
  public static Tensor exp(Tensor x) {
    return new Exp().on(x);
  }

  @Override
  public double at(double x) {
    return Math.exp(x);
  }

  @Override
  public void apply(float[][] inputs, float[] output, int n) {
    Exponentials.exp(inputs[0], output, n);
  }

  @Override
  public Notation notation() {
    return Notation.of("e^{#x}").slope("e^{#x}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, y)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> exp(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> exp(in.get(0))));
  }
}
