package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.check.Slope.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * Central differences of a function at one point, extrapolated to step 0.
 *
 * <p>Source: C. J. F. Ridders, Accurate computation of F'(x) and F'(x) F''(x), Advances in
 * Engineering Software 4 (1982), <a
 * href="https://doi.org/10.1016/S0141-1195(82)80057-0">doi:10.1016/S0141-1195(82)80057-0</a>. Steps
 * are halved, the rounding of the function's values is part of the error, and the first step is
 * made smaller until the function looks smooth.
 */
final class Differences {
  private static final double RELATIVE_STEP = 1e-2;

  /** Numbers other than 0 below this are moved in proportion to themselves. */
  private static final double SMALL = 1e-3;

  private static final int STEPS = 8;

  /** Down to a step of 1e-2 · 2⁻²⁶ = 1.5e-10, in units of the point. */
  private static final int HALVINGS = 26;

  /** Slopes to both sides that differ by no more than this part of them agree. */
  private static final double AGREEMENT = 0.1;

  /** A smooth function's one-sided slopes differ half as much over half the step. */
  private static final double LEAST_DECREASE = 0.35;

  private static final double MOST_DECREASE = 0.7;

  /** Roundings of 2⁻⁵² in the difference of two values. */
  private static final double ROUNDINGS = 4;

  private final Line line;
  private final double x;
  private final double[] center;
  private final Map<Double, Sides> evaluated = new HashMap<>();

  Differences(Line line, double x) {
    this.line = line;
    this.x = x;
    this.center = line.center();
  }

  /** The unit in which a number is moved. */
  static double scale(double x) {
    double size = Math.abs(x);
    return size > 0 && size < SMALL ? size : Math.max(1, size);
  }

  /** The error of a derivative from rounding the values that are a step apart. */
  static double noise(double magnitude, double step) {
    return ROUNDINGS * Math.ulp(1.0) * magnitude / step;
  }

  /** The derivative, from the step that the point's magnitude suggests. */
  Slope slope() {
    return slopeFrom(RELATIVE_STEP * scale(x));
  }

  /** The derivative, from a first step of this size or the largest below that is fit. */
  Slope slopeFrom(double first) {
    double h = first;
    for (int i = 0; i < HALVINGS; i++) {
      if (isSmooth(h) && isSmooth(Math.scalb(h, 2 - STEPS))) {
        return extrapolate(h);
      }
      h /= 2;
    }
    Sides last = sides(h);
    Kind kind = last.isFinite() ? Kind.KINK : Kind.NON_FINITE;
    double value = (last.left + last.right) / 2;
    return new Slope(kind, value, 0, last.noise, h, last.left, last.right);
  }

  /**
   * The order of the remainder s(x + t) - s(x) - t·derivative as t shrinks, from values where
   * rounding does not hide it; NaN if there are none.
   */
  double remainderOrder(double derivative, double step) {
    double coarse = remainder(derivative, step);
    double fine = remainder(derivative, step / 4);
    return Math.log(coarse / fine) / Math.log(4);
  }

  private double remainder(double derivative, double step) {
    double taken = (x + step) - x;
    double[] moved = line.at(x + step);
    double remainder = Math.abs(line.difference(moved, center) - taken * derivative);
    double rounding = noise(line.magnitude(moved), 1);
    return remainder > rounding ? remainder : Double.NaN;
  }

  private boolean isSmooth(double h) {
    Sides coarse = sides(h);
    Sides fine = sides(h / 2);
    if (!coarse.isFinite() || !fine.isFinite()) {
      return false;
    }
    double jump = coarse.jump();
    double slope = Math.max(Math.abs(coarse.left), Math.abs(coarse.right));
    if (jump <= AGREEMENT * slope + coarse.noise || fine.jump() <= fine.noise) {
      return true;
    }
    double decrease = fine.jump() / jump;
    return decrease >= LEAST_DECREASE && decrease <= MOST_DECREASE;
  }

  private Slope extrapolate(double first) {
    double[][] table = new double[STEPS][STEPS];
    Sides finest = sides(Math.scalb(first, 1 - STEPS));
    double best = Double.NaN;
    double bar = Double.POSITIVE_INFINITY;
    double noise = Double.POSITIVE_INFINITY;
    for (int k = 0; k < STEPS; k++) {
      Sides sides = sides(Math.scalb(first, -k));
      table[k][0] = sides.central;
      double power = 1;
      for (int order = 1; order <= k; order++) {
        power *= 4;
        double finer = table[k][order - 1];
        double coarser = table[k - 1][order - 1];
        double value = (power * finer - coarser) / (power - 1);
        table[k][order] = value;
        double error = Math.max(Math.abs(value - finer), Math.abs(value - coarser));
        if (error + sides.noise < bar + noise) {
          best = value;
          bar = error;
          noise = sides.noise;
        }
      }
    }
    return new Slope(Kind.SMOOTH, best, bar, noise, first, finest.left, finest.right);
  }

  private Sides sides(double h) {
    return evaluated.computeIfAbsent(h, this::evaluate);
  }

  private Sides evaluate(double h) {
    double above = x + h;
    double below = x - h;
    double[] high = line.at(above);
    double[] low = line.at(below);
    double magnitude = Math.max(line.magnitude(high), line.magnitude(low));
    return new Sides(
        line.difference(center, low) / (x - below),
        line.difference(high, center) / (above - x),
        line.difference(high, low) / (above - below),
        noise(magnitude, h));
  }

  /** The slopes over one step. */
  private record Sides(double left, double right, double central, double noise) {
    boolean isFinite() {
      return Double.isFinite(left) && Double.isFinite(right);
    }

    double jump() {
      return Math.abs(right - left);
    }
  }
}
