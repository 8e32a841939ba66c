package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Sign.sign;
import static io.github.grad4j.ops.Square.square;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Magnitude of each element: y = |x|.
 *
 * <p>Shape: that of x. NaN for NaN.
 *
 * <p>Derivative: scaling by the sign of x; 0 at 0, as TensorFlow, PyTorch and JAX.
 */
public record Abs() implements FloatUnary {
  /**
   * The magnitude of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return |x|, of x's type
   */
  public static Tensor abs(Tensor x) {
    return new Abs().on(x);
  }

  @Override
  public double at(double x) {
    return Math.abs(x);
  }

  @Override
  public float at(float x) {
    return Math.abs(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\lvert #x \\rvert").slope("\\mathrm{sign}(#x)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> multiply(t, sign(y.input(0)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.nonZero(2, 3)), in -> abs(in.get(0))),
        new Example("of a square", List.of(Domain.nonZero(3)), in -> square(abs(in.get(0)))));
  }
}
