package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Maximum.maximum;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Sqrt.sqrt;
import static io.github.grad4j.ops.Square.square;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, <a href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>): a step
 * along the mean gradient, divided by the root of the mean squared gradient. In step t, from 1:
 *
 * <pre>
 * m ← β₁·m + (1-β₁)·g
 * v ← β₂·v + (1-β₂)·g²
 * w ← w - η/(1-β₁ᵗ)·m / (√v/√(1-β₂ᵗ) + ε)
 * </pre>
 *
 * <p>AMSGrad (Reddi, Kale and Kumar 2018, <a
 * href="https://arxiv.org/abs/1904.09237">arXiv:1904.09237</a>) divides by the largest v so far.
 *
 * <p>These are PyTorch's formulas and defaults ({@code torch.optim.Adam}), computed with √(1-β₂ᵗ)
 * taken out of the fraction, which leaves two multiplications fewer for each element. TensorFlow
 * and ND4J add ε itself to √v, so that theirs counts for more in the first steps.
 *
 * @param learningRate η, per step
 * @param beta1 β₁, what remains of the mean from one step to the next
 * @param beta2 β₂, what remains of the mean square
 * @param epsilon ε; with 0 the step is NaN where all gradients were 0
 * @param divisor the v of which the root is divided by
 * @param weightDecay λ: g is the gradient of L + λ/2·Σw²
 */
public record Adam(
    Schedule learningRate,
    double beta1,
    double beta2,
    double epsilon,
    Divisor divisor,
    double weightDecay)
    implements Optimizer {
  private static final String NAME = "adam";

  /** The v of which the root is divided by. */
  public enum Divisor {
    /** That of the step: Adam. */
    LATEST,
    /** The largest so far: AMSGrad. */
    LARGEST
  }

  /**
   * Checks the numbers.
   *
   * @param learningRate η, per step
   * @param beta1 β₁
   * @param beta2 β₂
   * @param epsilon ε
   * @param divisor the v of which the root is divided by
   * @param weightDecay λ
   * @throws ArgumentException if a number is out of its range
   */
  public Adam {
    ArgumentException.requireNonNull(learningRate, "learningRate");
    Hyper.requireFraction("beta1", beta1);
    Hyper.requireFraction("beta2", beta2);
    Hyper.requireNonNegative("epsilon", epsilon);
    ArgumentException.requireNonNull(divisor, "divisor");
    Hyper.requireNonNegative("weight decay", weightDecay);
  }

  /**
   * Adam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
   *
   * @param learningRate η, per step; often 0.001
   * @throws ArgumentException if it is not a positive, finite number
   */
  public Adam(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  /**
   * Adam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
   *
   * @param learningRate η as a formula of the step
   */
  public Adam(Schedule learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8, Divisor.LATEST, 0);
  }

  /**
   * This with other means.
   *
   * @param first β₁, in [0, 1)
   * @param second β₂, in [0, 1)
   * @return the rule
   */
  public Adam withBetas(double first, double second) {
    return new Adam(learningRate, first, second, epsilon, divisor, weightDecay);
  }

  /**
   * This with another ε.
   *
   * @param newEpsilon ε, 0 or positive
   * @return the rule
   */
  public Adam withEpsilon(double newEpsilon) {
    return new Adam(learningRate, beta1, beta2, newEpsilon, divisor, weightDecay);
  }

  /**
   * This divided by the largest v so far.
   *
   * @return the rule
   */
  public Adam withAmsGrad() {
    return new Adam(learningRate, beta1, beta2, epsilon, Divisor.LARGEST, weightDecay);
  }

  /**
   * This on a loss with an L2 penalty. See {@link AdamW} for decay that is no part of the gradient.
   *
   * @param lambda λ, the loss being L + λ/2·Σw²
   * @return the rule
   */
  public Adam withWeightDecay(double lambda) {
    return new Adam(learningRate, beta1, beta2, epsilon, divisor, lambda);
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    OptimizerState state =
        Step.counting(NAME, learningRate, variables)
            .withSlots(NAME + "/m", 0)
            .withSlots(NAME + "/v", 0);
    return divisor == Divisor.LARGEST ? state.withSlots(NAME + "/largest", 0) : state;
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    Step step = new Step(NAME, learningRate, gradients, state);
    Tensor t = step.number();
    Tensor root = sqrt(Step.oneMinusPower(beta2, t));
    Tensor rate = multiply(step.rate(), divide(root, Step.oneMinusPower(beta1, t)));
    step.each(
        weightDecay,
        w -> {
          Tensor m = w.average("m", beta1, w.gradient());
          Tensor v = w.average("v", beta2, square(w.gradient()));
          Tensor u =
              divisor == Divisor.LATEST
                  ? v
                  : w.remember("largest", maximum(w.remembered("largest"), v));
          w.descend(rate, divide(m, add(sqrt(u), w.typed(multiply(root, epsilon)))));
        });
    return step.updates();
  }

  /** The learning rate of the step that comes next. */
  Tensor rate(OptimizerState state) {
    return Step.rate(NAME, learningRate, state);
  }
}
