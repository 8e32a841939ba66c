package io.github.grad4j.ops;

import io.github.grad4j.core.SinglePrecision;

/**
 * An op of two tensors whose function of floats, computed in float arithmetic, is that of the
 * doubles rounded once; {@link FloatUnary} tells which are.
 */
public interface FloatBinary extends Binary, SinglePrecision {
  /**
   * The scalar function in single precision.
   *
   * @param a one element of the first tensor
   * @param b the element of the second at the same place
   * @return {@link Binary#at(double, double)}, rounded to float
   */
  float at(float a, float b);

  @Override
  default void apply(float[][] inputs, float[] output, int n) {
    Loop.of(this).apply(this, inputs[0], inputs[1], output, n);
  }
}
