package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.train.Minimum.Reason;
import io.github.grad4j.autograd.train.Objective.Point;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * L-BFGS: steps along -H·g, where H, of which only the last m changes are remembered, comes closer
 * and closer to the inverse of the Hessian (Liu and Nocedal 1989, doi:10.1007/BF01589116).
 *
 * <p>Algorithms 7.4 and 7.5 of Nocedal and Wright, Numerical Optimization (2nd edition, 2006). The
 * length of each step satisfies the strong Wolfe conditions (algorithms 3.5 and 3.6 there).
 *
 * <p>A step that is remembered takes two vectors as long as all variables together. More of them
 * than the usual 10 spare evaluations where the Hessian's eigenvalues lie far apart.
 *
 * @param memory m, how many steps are remembered
 * @param gradientTolerance at which 2-norm of the gradient the search ends
 * @param maxEvaluations after how many computations of the loss and its gradient it ends anyway
 */
public record Lbfgs(int memory, double gradientTolerance, int maxEvaluations) implements Minimizer {
  /**
   * Checks the numbers.
   *
   * @param memory m
   * @param gradientTolerance at which 2-norm of the gradient the search ends
   * @param maxEvaluations after how many computations it ends anyway
   * @throws ArgumentException if the memory or the number of evaluations is less than 1, or the
   *     tolerance not positive and finite
   */
  public Lbfgs {
    Hyper.requireSteps("the number of steps remembered", memory);
    Hyper.requirePositive("the tolerance of a gradient", gradientTolerance);
    Hyper.requireSteps("the number of evaluations", maxEvaluations);
  }

  /** A search that remembers 100 steps, and ends at a gradient of 10⁻⁶ or 1,000 evaluations. */
  public Lbfgs() {
    this(100, 1e-6, 1000);
  }

  /**
   * This with another memory.
   *
   * @param steps how many steps are remembered
   * @return the search
   */
  public Lbfgs withMemory(int steps) {
    return new Lbfgs(steps, gradientTolerance, maxEvaluations);
  }

  /**
   * This to another gradient.
   *
   * @param norm at which 2-norm of the gradient the search ends, positive
   * @return the search
   */
  public Lbfgs withGradientTolerance(double norm) {
    return new Lbfgs(memory, norm, maxEvaluations);
  }

  /**
   * This with another limit.
   *
   * @param most after how many computations of the loss and its gradient it ends anyway
   * @return the search
   */
  public Lbfgs withMaxEvaluations(int most) {
    return new Lbfgs(memory, gradientTolerance, most);
  }

  /** A step s, and by how much it changed the gradient, y. */
  private static final class Change {
    private final double[] s;
    private final double[] y;
    private final double sy;

    Change(Point from, Point to) {
      s = Vectors.plus(to.x(), -1, from.x());
      y = Vectors.plus(to.gradient(), -1, from.gradient());
      sy = Vectors.dot(s, y);
    }
  }

  @Override
  public Minimum minimize(Tensor loss, List<Variable> variables) {
    try (Objective objective = new Objective(loss, variables)) {
      Deque<Change> changes = new ArrayDeque<>();
      Point point = objective.start();
      int steps = 0;
      while (Vectors.norm(point.gradient()) > gradientTolerance) {
        if (objective.evaluations() >= maxEvaluations) {
          return objective.end(point, steps, 0, Reason.LIMIT_REACHED);
        }
        double[] direction = direction(point.gradient(), changes);
        double first = changes.isEmpty() ? 1 / Math.max(1, Vectors.norm(point.gradient())) : 1;
        Optional<Point> next =
            LineSearch.search(objective, point, direction, first, maxEvaluations);
        if (next.isPresent()) {
          remember(new Change(point, next.get()), changes);
          point = next.get();
          steps++;
        } else if (changes.isEmpty()) {
          boolean gaveUp = objective.evaluations() >= maxEvaluations;
          return objective.end(point, steps, 0, gaveUp ? Reason.LIMIT_REACHED : Reason.STALLED);
        } else {
          // What is remembered may mislead where the loss is bent otherwise; begin anew.
          changes.clear();
        }
      }
      return objective.end(point, steps, 0, Reason.CONVERGED);
    }
  }

  /** Keeps H positive definite: a change along which the loss does not bend upwards is left out. */
  private void remember(Change change, Deque<Change> changes) {
    if (change.sy > Math.ulp(1.0) * Vectors.dot(change.y, change.y)) {
      changes.addLast(change);
      if (changes.size() > memory) {
        changes.removeFirst();
      }
    }
  }

  /** -H·g by two loops over the changes: back to the oldest, and on to the latest again. */
  private static double[] direction(double[] gradient, Deque<Change> changes) {
    double[] q = Vectors.times(-1, gradient);
    if (changes.isEmpty()) {
      return q;
    }
    double[] alphas = new double[changes.size()];
    int i = alphas.length;
    for (Iterator<Change> back = changes.descendingIterator(); back.hasNext(); ) {
      Change change = back.next();
      i--;
      alphas[i] = Vectors.dot(change.s, q) / change.sy;
      Vectors.add(q, -alphas[i], change.y);
    }
    Change latest = changes.getLast();
    double[] direction = Vectors.times(latest.sy / Vectors.dot(latest.y, latest.y), q);
    for (Change change : changes) {
      double beta = Vectors.dot(change.y, direction) / change.sy;
      Vectors.add(direction, alphas[i] - beta, change.s);
      i++;
    }
    return direction;
  }
}
