package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.train.Minimum.Reason;
import io.github.grad4j.autograd.train.Objective.Point;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Newton's method: steps along p with H·p = -g, where H is the Hessian, solved by conjugate
 * gradients, which ask for products of H and a vector only.
 *
 * <p>Algorithm 7.1 of Nocedal and Wright, Numerical Optimization (2nd edition, 2006): the system is
 * solved to a residual of min(½, √‖g‖)·‖g‖, less exactly while g is large; where the loss bends
 * downwards, the step goes no further than it was solved. The length of each step satisfies the
 * strong Wolfe conditions (algorithms 3.5 and 3.6 there), and is 1 near the minimum.
 *
 * @param gradientTolerance at which 2-norm of the gradient the search ends
 * @param maxSteps after how many steps it ends anyway
 */
public record NewtonCg(double gradientTolerance, int maxSteps) implements Minimizer {
  /**
   * Checks the numbers.
   *
   * @param gradientTolerance at which 2-norm of the gradient the search ends
   * @param maxSteps after how many steps it ends anyway
   * @throws ArgumentException if the tolerance is not positive and finite, or the number of steps
   *     less than 1
   */
  public NewtonCg {
    Hyper.requirePositive("the tolerance of a gradient", gradientTolerance);
    Hyper.requireSteps("the number of steps", maxSteps);
  }

  /** A search that ends at a gradient of 10⁻⁶ or after 100 steps. */
  public NewtonCg() {
    this(1e-6, 100);
  }

  /**
   * This to another gradient.
   *
   * @param norm at which 2-norm of the gradient the search ends, positive
   * @return the search
   */
  public NewtonCg withGradientTolerance(double norm) {
    return new NewtonCg(norm, maxSteps);
  }

  /**
   * This with another limit.
   *
   * @param most after how many steps it ends anyway
   * @return the search
   */
  public NewtonCg withMaxSteps(int most) {
    return new NewtonCg(gradientTolerance, most);
  }

  @Override
  public Minimum minimize(Tensor loss, List<Variable> variables) {
    try (Objective objective = new Objective(loss, variables);
        Hessian hessian = new Hessian(loss, variables)) {
      Point point = objective.start();
      for (int steps = 0; ; steps++) {
        if (Vectors.norm(point.gradient()) <= gradientTolerance) {
          return objective.end(point, steps, hessian.products, Reason.CONVERGED);
        }
        if (steps == maxSteps) {
          return objective.end(point, steps, hessian.products, Reason.LIMIT_REACHED);
        }
        objective.move(point.x());
        double[] direction = direction(point.gradient(), hessian);
        Optional<Point> next = LineSearch.search(objective, point, direction, 1, Integer.MAX_VALUE);
        if (next.isEmpty()) {
          return objective.end(point, steps, hessian.products, Reason.STALLED);
        }
        point = next.get();
      }
    }
  }

  /** Conjugate gradients for H·p = -g from p = 0, at the point where the variables are. */
  private static double[] direction(double[] gradient, Hessian hessian) {
    double norm = Vectors.norm(gradient);
    double tolerance = Math.min(0.5, Math.sqrt(norm)) * norm;
    double[] p = new double[gradient.length];
    double[] residual = gradient.clone();
    double[] d = Vectors.times(-1, residual);
    double squared = norm * norm;
    // Exactly computed, as many as there are elements suffice.
    for (int i = 0; i < 2 * gradient.length; i++) {
      double[] product = hessian.times(d);
      double curvature = Vectors.dot(d, product);
      if (!(curvature > 0)) {
        return i == 0 ? d : p;
      }
      double alpha = squared / curvature;
      Vectors.add(p, alpha, d);
      Vectors.add(residual, alpha, product);
      double next = Vectors.dot(residual, residual);
      if (Math.sqrt(next) <= tolerance) {
        return p;
      }
      d = Vectors.plus(Vectors.times(-1, residual), next / squared, d);
      squared = next;
    }
    return p;
  }

  /** The Hessian where the variables are, as a map from vectors to vectors. */
  private static final class Hessian implements AutoCloseable {
    private final List<Input> vectors;
    private final List<Tensor> parts;
    private final Plan plan;
    private int products;

    Hessian(Tensor loss, List<Variable> variables) {
      vectors = variables.stream().map(w -> new Input("of " + w.name(), w.type())).toList();
      parts = Autograd.hvp(loss, variables, vectors);
      plan = Plan.of(parts);
    }

    double[] times(double[] vector) {
      int at = 0;
      for (Input part : vectors) {
        int end = at + part.shape().size();
        // A loss that is not bent along a variable has products without its part.
        if (plan.uses(part)) {
          plan.feed(part, Arrays.copyOfRange(vector, at, end));
        }
        at = end;
      }
      plan.run();
      products++;
      return Vectors.read(plan, parts);
    }

    @Override
    public void close() {
      plan.close();
    }
  }
}
