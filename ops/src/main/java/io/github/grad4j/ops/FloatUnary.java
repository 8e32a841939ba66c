package io.github.grad4j.ops;

import io.github.grad4j.core.SinglePrecision;

/**
 * An op of one tensor whose function of a float, computed in float arithmetic, is that of the
 * double rounded once.
 *
 * <p>Signs, extremes and selections are exact. So are sums, differences, products, quotients and
 * square roots, one at a time: rounded to double and then to float they are the numbers rounded to
 * float at once, since 53 bits are as many as 2 · 24 + 2 or more (S. A. Figueroa, When is double
 * rounding innocuous?, ACM SIGNUM Newsletter 30, 1995, doi:10.1145/221332.221334).
 */
public interface FloatUnary extends Unary, SinglePrecision {
  /**
   * The scalar function in single precision.
   *
   * @param x one element
   * @return {@link Unary#at(double)}, rounded to float
   */
  float at(float x);

  @Override
  default void apply(float[][] inputs, float[] output, int n) {
    Loop.of(this).apply(this, inputs[0], output, n);
  }
}
