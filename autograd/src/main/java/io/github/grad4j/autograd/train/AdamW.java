package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019, <a
 * href="https://arxiv.org/abs/1711.05101">arXiv:1711.05101</a>): Adam, and a decay of the
 * parameters that is no part of the gradient, so that it is not divided by its mean square:
 *
 * <pre>
 * w ← (1 - η·λ)·w - Adam's step
 * </pre>
 *
 * <p>As in PyTorch ({@code torch.optim.AdamW}) the learning rate η multiplies λ too; the paper has
 * only the schedule's factor there. λ = 0.01 is PyTorch's default as well.
 *
 * @param adam the rule for the gradient, without a weight decay of its own
 * @param weightDecay λ
 */
public record AdamW(Adam adam, double weightDecay) implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @param adam the rule for the gradient
   * @param weightDecay λ
   * @throws ArgumentException if λ is negative or not finite, or the rule has a weight decay too
   */
  public AdamW {
    ArgumentException.requireNonNull(adam, "adam");
    Hyper.requireNonNegative("weight decay", weightDecay);
    Hyper.requireOneDecay("AdamW", adam.weightDecay());
  }

  /**
   * AdamW with Adam's defaults and λ = 0.01.
   *
   * @param learningRate η, per step; often 0.001
   * @throws ArgumentException if it is not a positive, finite number
   */
  public AdamW(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  /**
   * AdamW with Adam's defaults and λ = 0.01.
   *
   * @param learningRate η as a formula of the step
   */
  public AdamW(Schedule learningRate) {
    this(new Adam(learningRate), 0.01);
  }

  /**
   * This with another decay.
   *
   * @param lambda λ, 0 or positive
   * @return the rule
   */
  public AdamW withWeightDecay(double lambda) {
    return new AdamW(adam, lambda);
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    return adam.init(variables);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    return Step.decayed(adam.updates(gradients, state), adam.rate(state), weightDecay, state);
  }
}
