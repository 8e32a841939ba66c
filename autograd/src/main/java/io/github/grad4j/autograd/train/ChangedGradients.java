package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.function.UnaryOperator;

/** A rule that sees other gradients than it is given. */
record ChangedGradients(Optimizer rule, UnaryOperator<List<Tensor>> change) implements Optimizer {
  ChangedGradients {
    ArgumentException.requireNonNull(change, "change");
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    return rule.init(variables);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    return rule.updates(
        ArgumentException.requireNonNull(change.apply(gradients), "what gradients are changed to"),
        state);
  }
}
