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
 * Sum of the elements of two tensors: y = a + b.
 *
 * <p>Shape: a and b broadcast. Elements: FLOAT, DOUBLE or LONG, the same in both; integers wrap
 * around. ∞ - ∞ = NaN (IEEE 754).
 *
 * <p>Derivative: for a and for b, the identity.
 */
public record Add() implements FloatBinary, Integral {
  /**
   * The sum of two tensors.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return a + b
   */
  public static Tensor add(Tensor a, Tensor b) {
    return new Add().on(a, b);
  }

  /**
   * A tensor plus a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number added
   * @return a + b, of a's type
   */
  public static Tensor add(Tensor a, double b) {
    return add(a, Constant.like(a, b));
  }

  @Override
  public double at(double a, double b) {
    return a + b;
  }

  @Override
  public float at(float a, float b) {
    return a + b;
  }

  @Override
  public void applyToLongs(long[][] inputs, long[] output, int n) {
    long[] a = inputs[0];
    long[] b = inputs[1];
    for (int i = 0; i < n; i++) {
      output[i] = a[i] + b[i];
    }
  }

  @Override
  public Notation notation() {
    return Notation.of("#a + #b").slope("1").slope("1");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> t), Partial.symmetric(t -> t));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.real(2, 3), Domain.real(2, 3)),
            in -> add(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(Domain.real(3, 1), Domain.real(1, 4)),
            in -> add(in.get(0), in.get(1))),
        new Example("twice the same", List.of(Domain.real(3)), in -> add(in.get(0), in.get(0))),
        new Example("a number", List.of(Domain.real(3)), in -> add(in.get(0), 2.5)),
        new Example(
            "integers",
            List.of(Domain.indices(9, 2, 3), Domain.indices(9, 3)),
            in -> add(in.get(0), in.get(1))));
  }
}
