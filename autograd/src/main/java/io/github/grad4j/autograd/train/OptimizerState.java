package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * The variables that an optimizer moves: those it trains, and its own.
 *
 * @param parameters the variables trained
 * @param memory what the optimizer remembers between steps, in an order of its own; {@link Sgd}
 *     remembers nothing
 */
public record OptimizerState(List<Variable> parameters, List<Variable> memory) {
  /**
   * Copies the lists.
   *
   * @param parameters the variables trained
   * @param memory what the optimizer remembers between steps
   * @throws ArgumentException if a list or an element is null
   */
  public OptimizerState {
    parameters = ArgumentException.copyOf(parameters, "parameters");
    memory = ArgumentException.copyOf(memory, "memory");
  }
}
