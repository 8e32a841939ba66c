package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;

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
 * Natural logarithm of each element: y = ln x.
 *
 * <p>Shape: that of x. Domain: x &gt; 0; ln 0 = -∞, the logarithm of a negative number is NaN (IEEE
 * 754, as NumPy).
 *
 * <p>Accuracy: within 1 ulp of the element type.
 *
 * <p>Derivative: scaling by 1/x; +∞ at 0, not clamped.
 */
public record Log() implements Unary, SinglePrecision {
  /**
   * The natural logarithm of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return ln x, of x's type
   */
  public static Tensor log(Tensor x) {
    return new Log().on(x);
  }

  @Override
  public double at(double x) {
    return Math.log(x);
  }

  @Override
  public void apply(float[][] inputs, float[] output, int n) {
    Exponentials.log(inputs[0], output, n);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\ln(#x)").slope("\\frac{1}{#x}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> divide(t, y.input(0))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.positive(2, 3)), in -> log(in.get(0))),
        new Example("scalar", List.of(Domain.positive()), in -> log(in.get(0))));
  }
}
