package io.github.grad4j.autograd;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.ops.StopGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Jacobian-vector products against central differences along the tangents, each extrapolated to
 * step 0 (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0).
 */
final class Differences {
  /** Small enough for examples that keep clear of kinks by 0.1 and more. */
  private static final double FIRST_STEP = 0x1p-6;

  private static final int STEPS = 6;

  /** What the extrapolation's own estimate of its error is multiplied by. */
  private static final double SAFETY = 3;

  /** Roundings, of 2⁻⁵² each, in a value from which a difference is taken. */
  private static final double ROUNDINGS = 32;

  /** A derivative is right if that part of it agrees, and what cannot be told is less still. */
  private static final double RELATIVE = 1e-7;

  private Differences() {}

  /**
   * Verifies the jvps of some formulas.
   *
   * @param point the inputs that are moved
   * @param directions a tangent for each
   */
  static void verify(
      Sample sample, List<Tensor> formulas, List<Input> point, List<Input> directions) {
    List<double[]> analytic = sample.evaluate(Autograd.jvp(formulas, point, directions));
    List<Tensor> functions = withoutStopped(sample, formulas);
    List<List<double[]>> plus = new ArrayList<>();
    List<List<double[]>> minus = new ArrayList<>();
    try (Plan plan = sample.plan(functions)) {
      for (int step = 0; step < STEPS; step++) {
        double h = Math.scalb(FIRST_STEP, -step);
        plus.add(moved(sample, plan, functions, point, directions, h));
        minus.add(moved(sample, plan, functions, point, directions, -h));
      }
    }
    for (int k = 0; k < formulas.size(); k++) {
      List<Estimate> estimates = new ArrayList<>();
      double largest = 0;
      for (int i = 0; i < analytic.get(k).length; i++) {
        Estimate estimate = estimate(plus, minus, k, i);
        estimates.add(estimate);
        largest = Math.max(largest, Math.abs(estimate.value));
      }
      for (int i = 0; i < analytic.get(k).length; i++) {
        compare(k, i, analytic.get(k)[i], estimates.get(i), largest);
      }
    }
  }

  private static void compare(int k, int i, double analytic, Estimate estimate, double largest) {
    double numeric = estimate.value;
    double size = Math.max(largest, Math.abs(analytic));
    double tolerance = RELATIVE * size + estimate.error;
    // Negated, so that NaN fails.
    if (!(Math.abs(analytic - numeric) <= tolerance)) {
      throw new AssertionError(
          String.format(
              "formula %d, element %d: the jvp says %s, finite differences %s, tolerance %s",
              k, i, analytic, numeric, tolerance));
    }
    if (estimate.error > 1e-4 * size && size > 1e-9) {
      throw new AssertionError(
          String.format(
              "formula %d, element %d: finite differences are too noisy to tell: %s within %s",
              k, i, numeric, estimate.error));
    }
  }

  /** A derivative and how far off it may be. */
  private record Estimate(double value, double error) {}

  /** Ridders' table for one element; the entry with the least error is taken. */
  private static Estimate estimate(
      List<List<double[]>> plus, List<List<double[]>> minus, int k, int i) {
    double[][] table = new double[STEPS][STEPS];
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    for (int step = 0; step < STEPS; step++) {
      double h = Math.scalb(FIRST_STEP, -step);
      double above = plus.get(step).get(k)[i];
      double below = minus.get(step).get(k)[i];
      table[step][0] = (above - below) / (2 * h);
      double rounding =
          ROUNDINGS * Math.ulp(1.0) * Math.max(1, Math.max(Math.abs(above), Math.abs(below))) / h;
      double power = 1;
      for (int order = 1; order <= step; order++) {
        power *= 4;
        double finer = table[step][order - 1];
        double coarser = table[step - 1][order - 1];
        double value = (power * finer - coarser) / (power - 1);
        table[step][order] = value;
        double bar = Math.max(Math.abs(value - finer), Math.abs(value - coarser));
        double error = SAFETY * bar + rounding;
        if (error < best.error) {
          best = new Estimate(value, error);
        }
      }
    }
    return best;
  }

  /** The formulas at the point plus h times the directions. */
  private static List<double[]> moved(
      Sample sample,
      Plan plan,
      List<Tensor> functions,
      List<Input> point,
      List<Input> directions,
      double h) {
    sample.feed(plan);
    for (int k = 0; k < point.size(); k++) {
      double[] at = sample.value(point.get(k)).clone();
      double[] direction = sample.value(directions.get(k));
      for (int i = 0; i < at.length; i++) {
        at[i] += h * direction[i];
      }
      Sample.feed(plan, point.get(k), at);
    }
    return Sample.read(plan.run(), functions);
  }

  /**
   * The formulas with what the example itself keeps from being differentiated held at its value: by
   * definition of {@code stopGradient}. One within a derivative rule is no such promise.
   */
  private static List<Tensor> withoutStopped(Sample sample, List<Tensor> formulas) {
    Map<Tensor, Tensor> held = new HashMap<>();
    for (Tensor tensor : Tensors.order(formulas)) {
      if (tensor instanceof Node node
          && node.op() instanceof StopGradient
          && node.forward().isEmpty()) {
        double[] value = sample.evaluate(List.of(node)).get(0);
        held.put(node, Constant.of(value, node.shape(), node.type().dataType()));
      }
    }
    return Tensors.substitute(formulas, held);
  }
}
