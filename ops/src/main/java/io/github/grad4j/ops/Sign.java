package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Sign of each element: y = -1, 0 or 1.
 *
 * <p>Shape: that of x. ±0 for ±0, NaN for NaN.
 *
 * <p>Derivative: none; it is 0 wherever it exists, and the jump at 0 counts for nothing.
 */
public record Sign() implements FloatUnary {
  /**
   * The sign of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return -1, 0 or 1, of x's type
   */
  public static Tensor sign(Tensor x) {
    return new Sign().on(x);
  }

  @Override
  public double at(double x) {
    return Math.signum(x);
  }

  @Override
  public float at(float x) {
    return Math.signum(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{sign}(#x)").none();
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.nonZero(2, 3)), in -> sign(in.get(0))),
        new Example(
            "as a factor",
            List.of(Domain.nonZero(2, 3)),
            in -> multiply(in.get(0), sign(in.get(0)))));
  }
}
