package io.github.grad4j.autograd.train;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A rule by which gradients move variables: pure functions, which compute nothing.
 *
 * <pre>{@code
 * OptimizerState state = optimizer.init(List.of(w, b));
 * Plan step = Plan.of(List.of(loss), optimizer.updates(loss, state));
 * }</pre>
 *
 * <p>Whatever an optimizer remembers between steps are variables in its {@link OptimizerState}, so
 * that all plans made with one state go on from each other. The updates are formulas like any
 * other: they can be differentiated, with respect to the parameters or to a learning rate that is a
 * variable.
 */
public interface Optimizer {
  /**
   * The state before the first step.
   *
   * @param variables the variables to be trained, each FLOAT or DOUBLE and with a name of its own
   * @return these variables, and new ones for what the optimizer remembers
   */
  OptimizerState init(List<Variable> variables);

  /**
   * The assignments of one step along given gradients.
   *
   * @param gradients one for each variable trained, in their order and of their types
   * @param state made by {@link #init}
   * @return one for each variable trained, and one for each that the step changes besides
   */
  List<Update> updates(List<Tensor> gradients, OptimizerState state);

  /**
   * The assignments of one step down a loss.
   *
   * @param loss a FLOAT or DOUBLE scalar, a formula of the variables
   * @param state made by {@link #init}
   * @return one for each variable trained, and one for each that the step changes besides
   */
  default List<Update> updates(Tensor loss, OptimizerState state) {
    List<Variable> parameters = ArgumentException.requireNonNull(state, "state").parameters();
    return updates(Autograd.gradients(loss, parameters), state);
  }

  /**
   * The same rule on other gradients than the loss's own: clipped ones, say.
   *
   * <pre>{@code
   * new Adam(0.001).withGradients(gradients -> clipByGlobalNorm(gradients, 1.0))
   * }</pre>
   *
   * @param change from the gradients to those that the rule sees instead, as many and of the same
   *     types
   * @return an optimizer with the same memory
   */
  default Optimizer withGradients(UnaryOperator<List<Tensor>> change) {
    return new ChangedGradients(this, change);
  }
}
