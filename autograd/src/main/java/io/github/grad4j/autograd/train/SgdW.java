package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * Gradient descent with a decay of the parameters that is no part of the gradient (Loshchilov and
 * Hutter 2019, <a href="https://arxiv.org/abs/1711.05101">arXiv:1711.05101</a>), so that it does
 * not enter the velocity:
 *
 * <pre>
 * w ← (1 - η·λ)·w - Sgd's step
 * </pre>
 *
 * <p>Without momentum it is the same as {@link Sgd#withWeightDecay}. The learning rate η multiplies
 * λ too, as in {@link AdamW}; PyTorch has no such rule.
 *
 * @param sgd the rule for the gradient, without a weight decay of its own
 * @param weightDecay λ
 */
public record SgdW(Sgd sgd, double weightDecay) implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @param sgd the rule for the gradient
   * @param weightDecay λ
   * @throws ArgumentException if λ is negative or not finite, or the rule has a weight decay too
   */
  public SgdW {
    ArgumentException.requireNonNull(sgd, "sgd");
    Hyper.requireNonNegative("weight decay", weightDecay);
    Hyper.requireOneDecay("SgdW", sgd.weightDecay());
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    return sgd.init(variables);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    return Step.decayed(sgd.updates(gradients, state), sgd.rate(state), weightDecay, state);
  }
}
