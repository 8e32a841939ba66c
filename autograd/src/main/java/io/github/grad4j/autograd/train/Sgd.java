package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradient descent with a fixed step: w ← w - η·∂L/∂w. It is stochastic when the loss is that of a
 * batch.
 *
 * @param learningRate η, per step; where the loss is a mean over a batch, the batch's size does not
 *     change the scale
 */
public record Sgd(double learningRate) implements Optimizer {
  /**
   * Checks the learning rate.
   *
   * @param learningRate η, per step
   * @throws ArgumentException if it is not a positive, finite number
   */
  public Sgd {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(
          "a learning rate is positive and finite, but it is " + learningRate);
    }
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    return new OptimizerState(variables, List.of());
  }

  @Override
  public List<Update> updates(Tensor loss, OptimizerState state) {
    List<Variable> parameters = ArgumentException.requireNonNull(state, "state").parameters();
    List<Tensor> gradients = Autograd.gradients(loss, parameters);
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable w = parameters.get(i);
      updates.add(new Update(w, subtract(w, multiply(gradients.get(i), learningRate))));
    }
    return List.copyOf(updates);
  }
}
