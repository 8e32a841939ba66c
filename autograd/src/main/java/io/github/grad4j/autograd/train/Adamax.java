package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Maximum.maximum;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * Adamax (Kingma and Ba 2015, <a href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>,
 * section 7.1): Adam with the largest of the gradients, each forgotten slowly, in place of their
 * mean square. In step t, from 1:
 *
 * <pre>
 * m ← β₁·m + (1-β₁)·g
 * u ← max(β₂·u, |g| + ε)
 * w ← w - η/(1-β₁ᵗ)·m/u
 * </pre>
 *
 * <p>These are PyTorch's formulas and defaults ({@code torch.optim.Adamax}); the paper has no ε.
 *
 * @param learningRate η, per step
 * @param beta1 β₁, what remains of the mean from one step to the next
 * @param beta2 β₂, what remains of the largest
 * @param epsilon ε; with 0 the step is NaN where all gradients were 0
 * @param weightDecay λ: g is the gradient of L + λ/2·Σw²
 */
public record Adamax(
    Schedule learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {
  private static final String NAME = "adamax";

  /**
   * Checks the numbers.
   *
   * @param learningRate η
   * @param beta1 β₁
   * @param beta2 β₂
   * @param epsilon ε
   * @param weightDecay λ
   * @throws ArgumentException if a number is out of its range
   */
  public Adamax {
    ArgumentException.requireNonNull(learningRate, "learningRate");
    Hyper.requireFraction("beta1", beta1);
    Hyper.requireFraction("beta2", beta2);
    Hyper.requireNonNegative("epsilon", epsilon);
    Hyper.requireNonNegative("weight decay", weightDecay);
  }

  /**
   * Adamax with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
   *
   * @param learningRate η, per step; often 0.002
   * @throws ArgumentException if it is not a positive, finite number
   */
  public Adamax(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  /**
   * Adamax with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
   *
   * @param learningRate η as a formula of the step
   */
  public Adamax(Schedule learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  /**
   * This with other means.
   *
   * @param first β₁, in [0, 1)
   * @param second β₂, in [0, 1)
   * @return the rule
   */
  public Adamax withBetas(double first, double second) {
    return new Adamax(learningRate, first, second, epsilon, weightDecay);
  }

  /**
   * This with another ε.
   *
   * @param newEpsilon ε, 0 or positive
   * @return the rule
   */
  public Adamax withEpsilon(double newEpsilon) {
    return new Adamax(learningRate, beta1, beta2, newEpsilon, weightDecay);
  }

  /**
   * This on a loss with an L2 penalty.
   *
   * @param lambda λ, the loss being L + λ/2·Σw²
   * @return the rule
   */
  public Adamax withWeightDecay(double lambda) {
    return new Adamax(learningRate, beta1, beta2, epsilon, lambda);
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    return Step.counting(NAME, learningRate, variables)
        .withSlots(NAME + "/m", 0)
        .withSlots(NAME + "/u", 0);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    Step step = new Step(NAME, learningRate, gradients, state);
    Tensor rate = divide(step.rate(), Step.oneMinusPower(beta1, step.number()));
    step.each(
        weightDecay,
        w -> {
          Tensor m = w.average("m", beta1, w.gradient());
          Tensor latest = add(abs(w.gradient()), epsilon);
          Tensor u = w.remember("u", maximum(multiply(w.remembered("u"), beta2), latest));
          w.descend(rate, divide(m, u));
        });
    return step.updates();
  }
}
