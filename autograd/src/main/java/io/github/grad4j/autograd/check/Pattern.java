package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Shape;
import java.util.Locale;
import java.util.Optional;

/** The ways in which gradients are often wrong, recognised by their numbers. */
final class Pattern {
  /** How near, in parts of the largest element, numbers must be to be taken for the same. */
  private static final double NEAR = 1e-4;

  private Pattern() {}

  /** Words for how a gradient differs from the right one; empty if it is no known way. */
  static Optional<String> describe(double[] analytic, double[] numeric, Shape shape) {
    double largest = 0;
    int at = 0;
    for (int i = 0; i < numeric.length; i++) {
      if (Math.abs(numeric[i]) > largest) {
        largest = Math.abs(numeric[i]);
        at = i;
      }
    }
    if (!(largest > 0)) {
      return Optional.empty();
    }
    double factor = analytic[at] / numeric[at];
    double near = NEAR * largest * Math.max(1, Math.abs(factor));
    if (isMultiple(analytic, numeric, 1, near)) {
      // What is wrong is too small beside the largest element to make a pattern.
      return Optional.empty();
    }
    if (isMultiple(analytic, numeric, 0, near)) {
      return Optional.of("zero where it is not: is a term missing?");
    }
    if (isMultiple(analytic, numeric, -1, near)) {
      return Optional.of("opposite sign");
    }
    if (Math.abs(factor - 1) > NEAR && isMultiple(analytic, numeric, factor, near)) {
      return Optional.of(String.format(Locale.ROOT, "%.6g times the right gradient", factor));
    }
    return isTransposed(analytic, numeric, shape, near)
        ? Optional.of("transposed")
        : Optional.empty();
  }

  private static boolean isMultiple(
      double[] analytic, double[] numeric, double factor, double near) {
    for (int i = 0; i < numeric.length; i++) {
      if (!(Math.abs(analytic[i] - factor * numeric[i]) <= near)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTransposed(
      double[] analytic, double[] numeric, Shape shape, double near) {
    if (shape.rank() != 2 || shape.size(0) != shape.size(1)) {
      return false;
    }
    int n = shape.size(0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (!(Math.abs(analytic[i * n + j] - numeric[j * n + i]) <= near)) {
          return false;
        }
      }
    }
    return true;
  }
}
