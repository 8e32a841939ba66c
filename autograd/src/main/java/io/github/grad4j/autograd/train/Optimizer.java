package io.github.grad4j.autograd.train;

import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * A rule by which a gradient moves variables: two pure functions, which compute nothing.
 *
 * <pre>{@code
 * OptimizerState state = optimizer.init(List.of(w, b));
 * Plan step = Plan.of(List.of(loss), optimizer.updates(loss, state));
 * }</pre>
 *
 * <p>Whatever an optimizer remembers between steps are variables in its {@link OptimizerState}, so
 * that all plans made with one state go on from each other.
 */
public interface Optimizer {
  /**
   * The state before the first step.
   *
   * @param variables the variables to be trained, each FLOAT or DOUBLE
   * @return these variables, and new ones for what the optimizer remembers
   */
  OptimizerState init(List<Variable> variables);

  /**
   * The assignments of one step.
   *
   * @param loss a FLOAT or DOUBLE scalar, a formula of the variables
   * @param state made by {@link #init}
   * @return one for each variable trained and each variable of the optimizer's own
   */
  List<Update> updates(Tensor loss, OptimizerState state);
}
