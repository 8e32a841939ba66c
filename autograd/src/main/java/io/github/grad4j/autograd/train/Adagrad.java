package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Sqrt.sqrt;
import static io.github.grad4j.ops.Square.square;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * Adagrad (Duchi, Hazan and Singer 2011, <a href="https://jmlr.org/papers/v12/duchi11a.html">JMLR
 * 12</a>): each element has a rate of its own, which falls with the gradients that it has seen:
 *
 * <pre>
 * v ← v + g², from an initial value on
 * w ← w - η·g / (√v + ε)
 * </pre>
 *
 * <p>These are PyTorch's formulas and defaults ({@code torch.optim.Adagrad}); its {@code lr_decay}
 * is the schedule {@link InverseTimeDecay}.
 *
 * @param learningRate η, per step
 * @param initialAccumulator v before the first step
 * @param epsilon ε; with 0 the step is NaN where all gradients were 0
 * @param weightDecay λ: g is the gradient of L + λ/2·Σw²
 */
public record Adagrad(
    Schedule learningRate, double initialAccumulator, double epsilon, double weightDecay)
    implements Optimizer {
  private static final String NAME = "adagrad";

  /**
   * Checks the numbers.
   *
   * @param learningRate η
   * @param initialAccumulator v before the first step
   * @param epsilon ε
   * @param weightDecay λ
   * @throws ArgumentException if a number is out of its range
   */
  public Adagrad {
    ArgumentException.requireNonNull(learningRate, "learningRate");
    Hyper.requireNonNegative("initialAccumulator", initialAccumulator);
    Hyper.requireNonNegative("epsilon", epsilon);
    Hyper.requireNonNegative("weight decay", weightDecay);
  }

  /**
   * Adagrad with v = 0 before the first step and ε = 10⁻¹⁰.
   *
   * @param learningRate η, per step; often 0.01
   * @throws ArgumentException if it is not a positive, finite number
   */
  public Adagrad(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  /**
   * Adagrad with v = 0 before the first step and ε = 10⁻¹⁰.
   *
   * @param learningRate η as a formula of the step
   */
  public Adagrad(Schedule learningRate) {
    this(learningRate, 0, 1e-10, 0);
  }

  /**
   * This from another v on.
   *
   * @param value v before the first step, 0 or positive
   * @return the rule
   */
  public Adagrad withInitialAccumulator(double value) {
    return new Adagrad(learningRate, value, epsilon, weightDecay);
  }

  /**
   * This with another ε.
   *
   * @param newEpsilon ε, 0 or positive
   * @return the rule
   */
  public Adagrad withEpsilon(double newEpsilon) {
    return new Adagrad(learningRate, initialAccumulator, newEpsilon, weightDecay);
  }

  /**
   * This on a loss with an L2 penalty.
   *
   * @param lambda λ, the loss being L + λ/2·Σw²
   * @return the rule
   */
  public Adagrad withWeightDecay(double lambda) {
    return new Adagrad(learningRate, initialAccumulator, epsilon, lambda);
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    return Step.countingIfAsked(NAME, learningRate, variables)
        .withSlots(NAME + "/v", initialAccumulator);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    Step step = new Step(NAME, learningRate, gradients, state);
    step.each(
        weightDecay,
        w -> {
          Tensor g = w.gradient();
          Tensor v = w.remember("v", add(w.remembered("v"), square(g)));
          w.descend(step.rate(), divide(g, add(sqrt(v), epsilon)));
        });
    return step.updates();
  }
}
