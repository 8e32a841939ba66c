package io.github.grad4j.ops;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Each element with the other sign: y = -x.
 *
 * <p>Shape: that of x. -0 for 0, NaN for NaN.
 *
 * <p>Derivative: the change of sign.
 */
public record Negate() implements FloatUnary {
  /**
   * Each element with the other sign.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return -x, of x's type
   */
  public static Tensor negate(Tensor x) {
    return new Negate().on(x);
  }

  @Override
  public double at(double x) {
    return -x;
  }

  @Override
  public float at(float x) {
    return -x;
  }

  @Override
  public Notation notation() {
    return Notation.of("-#x").slope("-1");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> negate(t)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> negate(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> negate(in.get(0))));
  }
}
