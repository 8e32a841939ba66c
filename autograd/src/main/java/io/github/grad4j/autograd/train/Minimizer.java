package io.github.grad4j.autograd.train;

import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * A search for the values of variables at which a loss is least: best for smooth convex losses of
 * all examples at once.
 *
 * <pre>{@code
 * Tensor loss = add(reduceMean(crossEntropy(constant(images), labels)), l2Penalty(0.01, w));
 * Minimum minimum = new Lbfgs().minimize(loss, List.of(w, b));
 * }</pre>
 *
 * <p>Other than an {@link Optimizer} it looks at numbers and decides what to try next; it makes its
 * plans, runs them as often as it needs, and closes them.
 */
public interface Minimizer {
  /**
   * Moves variables to where a loss is least, from where they are.
   *
   * @param loss a FLOAT or DOUBLE scalar, a formula of the variables and of constants
   * @param variables FLOAT or DOUBLE, each with a name of its own; best DOUBLE, as what FLOAT can
   *     tell apart ends the search early
   * @return where the search ended; the variables are left at the last point that was accepted,
   *     where the loss is the least found but for rounding
   * @throws io.github.grad4j.core.PlanException if the loss depends on an input
   * @throws io.github.grad4j.core.NonFiniteException if the loss or its gradient is not finite
   *     where the search begins
   */
  Minimum minimize(Tensor loss, List<Variable> variables);
}
