package io.github.grad4j.autograd.check;

/**
 * A derivative by finite differences.
 *
 * @param kind whether there is one
 * @param value the derivative
 * @param bar the truncation error, as the extrapolation estimates it
 * @param noise what rounding of the function's values adds
 * @param step the first step of the differences
 * @param left the slope to the left, over the smallest step
 * @param right the slope to the right, over the smallest step
 */
record Slope(
    Kind kind, double value, double bar, double noise, double step, double left, double right) {
  /** What the function is like near the point. */
  enum Kind {
    SMOOTH,
    KINK,
    NON_FINITE
  }

  /** The bar estimates the error, it does not bound it. */
  private static final double SAFETY = 3;

  /** How far off the value may be. */
  double tolerance() {
    return SAFETY * bar + noise;
  }
}
