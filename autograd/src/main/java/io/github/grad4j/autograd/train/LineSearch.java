package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.train.Objective.Point;
import java.util.Optional;

/**
 * A step length that satisfies the strong Wolfe conditions: the loss falls enough, and its slope
 * becomes flat enough.
 *
 * <pre>
 * φ(α) ≤ φ(0) + c₁·α·φ'(0)     c₁ = 10⁻⁴
 * |φ'(α)| ≤ c₂·|φ'(0)|         c₂ = 0.9
 * </pre>
 *
 * <p>Algorithms 3.5 and 3.6 of Nocedal and Wright, Numerical Optimization (2nd edition, 2006), with
 * cubic interpolation (3.59). Other than there, a loss that rises by no more than rounding has not
 * risen: near the minimum the slope alone can tell where it lies.
 */
final class LineSearch {
  private static final double C1 = 1e-4;
  private static final double C2 = 0.9;

  /** A trial stays so far from both ends of the interval, as a share of it. */
  private static final double MARGIN = 0.1;

  /** So much longer each step is than the one before while the loss falls. */
  private static final double GROWTH = 2;

  /** So many trials that all fail show that nothing can be gained in this direction. */
  private static final int TRIALS = 40;

  private final Objective objective;
  private final Point start;
  private final double[] direction;
  private final int lastEvaluation;
  private final double slope;
  private final double rounding;

  /** A point on the line. */
  private record Trial(double alpha, double slope, Point point) {
    double loss() {
      return point.loss();
    }
  }

  private LineSearch(Objective objective, Point start, double[] direction, int lastEvaluation) {
    this.objective = objective;
    this.start = start;
    this.direction = direction;
    this.lastEvaluation = lastEvaluation;
    this.slope = Vectors.dot(start.gradient(), direction);
    this.rounding = objective.rounding(start);
  }

  /**
   * A point that satisfies the conditions; empty if none is found.
   *
   * @param direction one in which the loss falls
   * @param first the step length to be tried first
   * @param lastEvaluation after how many evaluations of the objective the search gives up
   */
  static Optional<Point> search(
      Objective objective, Point start, double[] direction, double first, int lastEvaluation) {
    LineSearch search = new LineSearch(objective, start, direction, lastEvaluation);
    return search.slope < 0 ? search.bracket(first).map(Trial::point) : Optional.empty();
  }

  private boolean mayTry(int trials) {
    return trials < TRIALS && objective.evaluations() < lastEvaluation;
  }

  private Trial at(double alpha) {
    Point point = objective.at(Vectors.plus(start.x(), alpha, direction));
    return new Trial(alpha, Vectors.dot(point.gradient(), direction), point);
  }

  /** False for NaN too. */
  private boolean falls(Trial trial) {
    return trial.loss() <= start.loss() + C1 * trial.alpha * slope + rounding
        && Double.isFinite(trial.slope);
  }

  private boolean isFlat(Trial trial) {
    return Math.abs(trial.slope) <= -C2 * slope;
  }

  /** Algorithm 3.5. */
  private Optional<Trial> bracket(double first) {
    Trial before = new Trial(0, slope, start);
    double alpha = first;
    for (int trials = 0; mayTry(trials); trials++) {
      Trial trial = at(alpha);
      if (!falls(trial) || (trials > 0 && trial.loss() > before.loss() + rounding)) {
        return zoom(before, trial, trials + 1);
      }
      if (isFlat(trial)) {
        return Optional.of(trial);
      }
      if (trial.slope >= 0) {
        return zoom(trial, before, trials + 1);
      }
      before = trial;
      alpha *= GROWTH;
    }
    return lowered(before);
  }

  /** Algorithm 3.6: a low end where the loss falls enough, and another end. */
  private Optional<Trial> zoom(Trial firstLow, Trial firstHigh, int before) {
    Trial low = firstLow;
    Trial high = firstHigh;
    for (int trials = before; mayTry(trials); trials++) {
      Trial trial = at(between(low, high));
      if (!falls(trial) || trial.loss() > low.loss() + rounding) {
        high = trial;
        continue;
      }
      if (isFlat(trial)) {
        return Optional.of(trial);
      }
      if (trial.slope * (high.alpha - low.alpha) >= 0) {
        high = low;
      }
      low = trial;
    }
    return lowered(low);
  }

  /** The best that was found where the conditions cannot be met. */
  private Optional<Trial> lowered(Trial best) {
    return best.loss() < start.loss() ? Optional.of(best) : Optional.empty();
  }

  /** The minimum of the cubic with the losses and slopes of both ends, kept away from the ends. */
  private static double between(Trial a, Trial b) {
    double width = b.alpha - a.alpha;
    double d1 = a.slope + b.slope - 3 * (b.loss() - a.loss()) / width;
    double d2 = Math.copySign(Math.sqrt(d1 * d1 - a.slope * b.slope), width);
    double share = 1 - (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
    // NaN, from a loss that is not finite or a cubic without a minimum, bisects.
    double safe = share >= 0 && share <= 1 ? share : 0.5;
    return a.alpha + width * Math.min(1 - MARGIN, Math.max(MARGIN, safe));
  }
}
