package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Pow.pow;
import static io.github.grad4j.ops.Sqrt.sqrt;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * NAdam (Dozat 2016, "Incorporating Nesterov Momentum into Adam", <a
 * href="https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ">ICLR workshop</a>): Adam that looks
 * ahead, with a momentum that grows. In step t, from 1, with P = μ₁·…·μₜ:
 *
 * <pre>
 * μₜ = β₁·(1 - 0.96^(t·ψ)/2)
 * m ← β₁·m + (1-β₁)·g
 * v ← β₂·v + (1-β₂)·g²
 * w ← w - η·((1-μₜ)/(1-P)·g + μₜ₊₁/(1-P·μₜ₊₁)·m) / (√v/√(1-β₂ᵗ) + ε)
 * </pre>
 *
 * <p>These are the formulas and defaults that PyTorch documents ({@code torch.optim.NAdam}); what
 * its version 1.13.1 computes is another thing, it takes μₜ₊₁ twice in 1-P·μₜ₊₁.
 *
 * @param learningRate η, per step
 * @param beta1 β₁, what remains of the mean from one step to the next
 * @param beta2 β₂, what remains of the mean square
 * @param epsilon ε; with 0 the step is NaN where all gradients were 0
 * @param momentumDecay ψ, how fast the momentum grows
 * @param weightDecay λ: g is the gradient of L + λ/2·Σw²
 */
public record NAdam(
    Schedule learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double momentumDecay,
    double weightDecay)
    implements Optimizer {
  private static final String NAME = "nadam";

  /**
   * Checks the numbers.
   *
   * @param learningRate η
   * @param beta1 β₁
   * @param beta2 β₂
   * @param epsilon ε
   * @param momentumDecay ψ
   * @param weightDecay λ
   * @throws ArgumentException if a number is out of its range
   */
  public NAdam {
    ArgumentException.requireNonNull(learningRate, "learningRate");
    Hyper.requireFraction("beta1", beta1);
    Hyper.requireFraction("beta2", beta2);
    Hyper.requireNonNegative("epsilon", epsilon);
    Hyper.requireNonNegative("momentumDecay", momentumDecay);
    Hyper.requireNonNegative("weight decay", weightDecay);
  }

  /**
   * NAdam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, ψ = 0.004.
   *
   * @param learningRate η, per step; often 0.002
   * @throws ArgumentException if it is not a positive, finite number
   */
  public NAdam(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  /**
   * NAdam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, ψ = 0.004.
   *
   * @param learningRate η as a formula of the step
   */
  public NAdam(Schedule learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8, 0.004, 0);
  }

  /**
   * This with other means.
   *
   * @param first β₁, in [0, 1)
   * @param second β₂, in [0, 1)
   * @return the rule
   */
  public NAdam withBetas(double first, double second) {
    return new NAdam(learningRate, first, second, epsilon, momentumDecay, weightDecay);
  }

  /**
   * This with another ε.
   *
   * @param newEpsilon ε, 0 or positive
   * @return the rule
   */
  public NAdam withEpsilon(double newEpsilon) {
    return new NAdam(learningRate, beta1, beta2, newEpsilon, momentumDecay, weightDecay);
  }

  /**
   * This with another growth of the momentum.
   *
   * @param psi ψ, 0 or positive
   * @return the rule
   */
  public NAdam withMomentumDecay(double psi) {
    return new NAdam(learningRate, beta1, beta2, epsilon, psi, weightDecay);
  }

  /**
   * This on a loss with an L2 penalty.
   *
   * @param lambda λ, the loss being L + λ/2·Σw²
   * @return the rule
   */
  public NAdam withWeightDecay(double lambda) {
    return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay, lambda);
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    Variable product = Variable.of(NAME + "/product", Constant.of(1.0));
    return Step.counting(NAME, learningRate, variables)
        .with(List.of(product))
        .withSlots(NAME + "/m", 0)
        .withSlots(NAME + "/v", 0);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    Step step = new Step(NAME, learningRate, gradients, state);
    Tensor t = step.number();
    Tensor now = momentum(t);
    Tensor next = momentum(add(t, 1));
    Variable product = step.remembered("product");
    Tensor upToNow = step.assign(product, multiply(product, now));
    Tensor ofGradient = divide(subtract(1, now), subtract(1, upToNow));
    Tensor ofMean = divide(next, subtract(1, multiply(upToNow, next)));
    Tensor root = sqrt(Step.oneMinusPower(beta2, t));
    step.each(
        weightDecay,
        w -> {
          Tensor g = w.gradient();
          Tensor m = w.average("m", beta1, g);
          Tensor v = w.average("v", beta2, square(g));
          Tensor ahead = add(multiply(g, w.typed(ofGradient)), multiply(m, w.typed(ofMean)));
          Tensor size = add(sqrt(v), w.typed(multiply(root, epsilon)));
          w.descend(multiply(step.rate(), root), divide(ahead, size));
        });
    return step.updates();
  }

  /** μₜ. */
  private Tensor momentum(Tensor t) {
    Tensor decayed = pow(Constant.of(0.96), multiply(t, momentumDecay));
    return multiply(subtract(1, multiply(decayed, 0.5)), beta1);
  }
}
