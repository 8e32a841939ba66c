package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.check.Slope.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
  /** Numbers other than 0 below this are moved in proportion to themselves. */
  private static final double SMALL = 1e-3;

  /** Slopes to both sides that differ by no more than this part of them agree. */
  private static final double AGREEMENT = 0.1;

  /** A smooth function's one-sided slopes differ half as much over half the step. */
  private static final double LEAST_DECREASE = 0.35;

  private static final double MOST_DECREASE = 0.7;

  /** A smooth function's slope over half the step is no more times as steep. */
  private static final double MOST_INCREASE = 1.5;

  /** Roundings in the difference of two values. */
  private static final double ROUNDINGS = 4;

  /** The slopes of so many steps, extrapolated twice, differ by nothing but noise. */
  private static final int FINE = 3;

  /** The scatter of few slopes is an estimate too. */
  private static final double SCATTER = 4;

  /** A kink is seen over so many steps, each twice the one before. */
  private static final int KINK_DOUBLINGS = 5;

  private final Line line;
  private final Precision precision;
  private final double x;
  private final double[] center;
  private final Map<Double, Sides> evaluated = new HashMap<>();

  Differences(Line line, Precision precision, double x) {
    this.line = line;
    this.precision = precision;
    this.x = x;
    this.center = line.center();
  }

  /** The unit in which a number is moved. */
  static double scale(double x) {
    double size = Math.abs(x);
    return size > 0 && size < SMALL ? size : Math.max(1, size);
  }

  /** The error of a derivative from rounding the values that are a step apart. */
  private double noise(double magnitude, double step) {
    double ofPoint = (precision.epsilon * magnitude + precision.smallest) / step;
    return ROUNDINGS * (ofPoint + precision.epsilon * line.growth());
  }

  /** The derivative, from the step that the point's magnitude suggests. */
  Slope slope() {
    return slopeFrom(precision.step * scale(x));
  }

  /** The derivative, from a first step of this size or the largest below that is fit. */
  Slope slopeFrom(double first) {
    double h = first;
    for (int i = 0; i < precision.halvings; i++) {
      if (areSmooth(h)) {
        return extrapolate(h, sides -> sides.central, 4);
      }
      h /= 2;
    }
    if (!sides(h).isFinite()) {
      return atAnEdge(first);
    }
    return isKink(h) ? kink(h) : extrapolate(first, sides -> sides.central, 4, precision.steps);
  }

  /**
   * Whether the one-sided slopes differ by as much whatever the step; noise grows as it shrinks.
   */
  private boolean isKink(double h) {
    double least = sides(h).jump();
    double most = least;
    for (int i = 1; i <= KINK_DOUBLINGS; i++) {
      double jump = sides(Math.scalb(h, i)).jump();
      least = Math.min(least, jump);
      most = Math.max(most, jump);
    }
    return least > 0 && most <= 2 * least;
  }

  /** The slopes to both sides, at steps where rounding does not hide them. */
  private Slope kink(double h) {
    double first = Math.scalb(h, precision.halvings / 2);
    Slope left = extrapolate(first, sides -> sides.left, 2);
    Slope right = extrapolate(first, sides -> sides.right, 2);
    double middle = (left.value() + right.value()) / 2;
    double bar = Math.max(left.bar(), right.bar());
    double noise = Math.max(left.noise(), right.noise());
    return new Slope(Kind.KINK, middle, bar, noise, first, left.value(), right.value());
  }

  /** The derivative near an edge of the domain, or on it and to the one side only. */
  private Slope atAnEdge(double first) {
    Optional<Slope> slope = extrapolateIfFinite(first, sides -> sides.central, 4);
    if (slope.isEmpty()) {
      slope = extrapolateIfFinite(first, sides -> sides.right, 2);
    }
    if (slope.isEmpty()) {
      slope = extrapolateIfFinite(first, sides -> sides.left, 2);
    }
    double nan = Double.NaN;
    return slope.orElse(new Slope(Kind.NON_FINITE, nan, 0, 0, first, nan, nan));
  }

  private Optional<Slope> extrapolateIfFinite(
      double first, ToDoubleFunction<Sides> slope, double base) {
    double h = first;
    for (int i = 0; i < precision.halvingsToAnEdge; i++) {
      if (Double.isFinite(slope.applyAsDouble(sides(h)))) {
        return Optional.of(extrapolate(h, slope, base));
      }
      h /= 2;
    }
    return Optional.empty();
  }

  /** What each term adds to the derivative, by two central differences. */
  double[] terms(double step) {
    double[] coarse = central(step);
    double[] fine = central(step / 2);
    for (int i = 0; i < fine.length; i++) {
      fine[i] += (fine[i] - coarse[i]) / 3;
    }
    return fine;
  }

  private double[] central(double h) {
    double above = line.round(x + h);
    double below = line.round(x - h);
    double[] terms = line.differences(line.at(above), line.at(below));
    for (int i = 0; i < terms.length; i++) {
      terms[i] /= above - below;
    }
    return terms;
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
    double to = line.round(x + step);
    double taken = to - x;
    double[] moved = line.at(to);
    double remainder = Math.abs(line.difference(moved, center) - taken * derivative);
    double rounding = noise(line.magnitude(moved), taken) * taken;
    return remainder > rounding ? remainder : Double.NaN;
  }

  /** Whether the function looks smooth over all steps; the ends are the quickest to tell. */
  private boolean areSmooth(double first) {
    int last = precision.steps - 2;
    boolean smooth = isSmooth(first) && isSmooth(Math.scalb(first, -last));
    for (int k = 1; k < last && smooth; k++) {
      smooth = isSmooth(Math.scalb(first, -k));
    }
    return smooth;
  }

  private boolean isSmooth(double h) {
    Sides coarse = sides(h);
    Sides fine = sides(h / 2);
    if (!coarse.isFinite() || !fine.isFinite()) {
      return false;
    }
    // Across a steep rise both sides agree, and tell how far it is to the point.
    if (Math.abs(fine.central) > MOST_INCREASE * Math.abs(coarse.central) + fine.noise) {
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

  /**
   * Extrapolates one of the slopes to step 0.
   *
   * @param base how much of the first error term half the step removes
   */
  private Slope extrapolate(double first, ToDoubleFunction<Sides> slope, double base) {
    return extrapolate(first, slope, base, FINE);
  }

  /**
   * Extrapolates one of the slopes to step 0.
   *
   * @param fine over how many of the smallest steps the slopes differ by nothing but noise
   */
  private Slope extrapolate(double first, ToDoubleFunction<Sides> slope, double base, int fine) {
    int steps = precision.steps;
    double[][] table = new double[steps][steps];
    double best = Double.NaN;
    double bar = Double.POSITIVE_INFINITY;
    double noise = Double.POSITIVE_INFINITY;
    double step = first;
    for (int k = 0; k < steps; k++) {
      double h = Math.scalb(first, -k);
      Sides sides = sides(h);
      table[k][0] = slope.applyAsDouble(sides);
      double power = 1;
      for (int order = 1; order <= k; order++) {
        power *= base;
        double finer = table[k][order - 1];
        double coarser = table[k - 1][order - 1];
        double value = (power * finer - coarser) / (power - 1);
        table[k][order] = value;
        double error = Math.max(Math.abs(value - finer), Math.abs(value - coarser));
        if (error + sides.noise < bar + noise) {
          best = value;
          bar = error;
          noise = sides.noise;
          step = h;
        }
      }
    }
    // Errors of noise may agree by chance; the noise itself shows in all fine slopes.
    for (int k = Math.max(2, steps - fine); k < steps; k++) {
      double scatter = Math.abs(table[k][2] - best) * Math.scalb(first, -k) / step;
      bar = Math.max(bar, SCATTER * scatter);
    }
    Sides finest = sides(Math.scalb(first, 1 - steps));
    return new Slope(Kind.SMOOTH, best, bar, noise, first, finest.left, finest.right);
  }

  private Sides sides(double h) {
    return evaluated.computeIfAbsent(h, this::evaluate);
  }

  private Sides evaluate(double h) {
    double above = line.round(x + h);
    double below = line.round(x - h);
    double[] high = line.at(above);
    double[] low = line.at(below);
    double magnitude = Math.max(finite(line.magnitude(high)), finite(line.magnitude(low)));
    return new Sides(
        line.difference(center, low) / (x - below),
        line.difference(high, center) / (above - x),
        line.difference(high, low) / (above - below),
        noise(magnitude, h));
  }

  /** At an edge of the domain one side says nothing of the other's rounding. */
  private static double finite(double magnitude) {
    return Double.isFinite(magnitude) ? magnitude : 0;
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
