package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Product of the elements of two tensors: y = a·b.
 *
 * <p>Shape: a and b broadcast. Elements: FLOAT, DOUBLE or LONG, the same in both; integers wrap
 * around. 0·∞ = NaN (IEEE 754).
 *
 * <p>Derivative: for a, scaling by b; for b, scaling by a.
 */
public record Multiply() implements FloatBinary, Integral {
  /**
   * The product of two tensors.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return a·b
   */
  public static Tensor multiply(Tensor a, Tensor b) {
    return new Multiply().on(a, b);
  }

  /**
   * A tensor times a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the factor
   * @return a·b, of a's type
   */
  public static Tensor multiply(Tensor a, double b) {
    return multiply(a, Constant.like(a, b));
  }

  @Override
  public double at(double a, double b) {
    return a * b;
  }

  @Override
  public float at(float a, float b) {
    return a * b;
  }

  @Override
  public void applyToLongs(long[][] inputs, long[] output, int n) {
    long[] a = inputs[0];
    long[] b = inputs[1];
    for (int i = 0; i < n; i++) {
      output[i] = a[i] * b[i];
    }
  }

  @Override
  public Notation notation() {
    return Notation.of("#a \\cdot #b").slope("#b").slope("#a");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(
        Partial.symmetric(t -> multiply(t, y.input(1))),
        Partial.symmetric(t -> multiply(t, y.input(0))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.real(2, 3), Domain.real(2, 3)),
            in -> multiply(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(Domain.real(3, 1), Domain.real(1, 4)),
            in -> multiply(in.get(0), in.get(1))),
        new Example("square", List.of(Domain.real(3)), in -> multiply(in.get(0), in.get(0))),
        new Example("by a number", List.of(Domain.real(3)), in -> multiply(in.get(0), 2.5)),
        new Example(
            "integers",
            List.of(Domain.indices(9, 2, 3), Domain.indices(9, 3)),
            in -> multiply(in.get(0), in.get(1))));
  }
}
