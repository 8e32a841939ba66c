package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Sqrt.sqrt;
import static io.github.grad4j.ops.Square.square;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * Adadelta (Zeiler 2012, <a href="https://arxiv.org/abs/1212.5701">arXiv:1212.5701</a>): a step in
 * the units of the parameter, from the mean squares of the gradients and of the steps before:
 *
 * <pre>
 * v ← ρ·v + (1-ρ)·g²
 * d = √(u + ε)/√(v + ε)·g
 * u ← ρ·u + (1-ρ)·d²
 * w ← w - η·d
 * </pre>
 *
 * <p>These are PyTorch's formulas and defaults ({@code torch.optim.Adadelta}).
 *
 * @param learningRate η, per step
 * @param rho ρ, what remains of both mean squares from one step to the next
 * @param epsilon ε; it sets the size of the first step, so that it is positive
 * @param weightDecay λ: g is the gradient of L + λ/2·Σw²
 */
public record Adadelta(Schedule learningRate, double rho, double epsilon, double weightDecay)
    implements Optimizer {
  private static final String NAME = "adadelta";

  /**
   * Checks the numbers.
   *
   * @param learningRate η
   * @param rho ρ
   * @param epsilon ε
   * @param weightDecay λ
   * @throws ArgumentException if a number is out of its range
   */
  public Adadelta {
    ArgumentException.requireNonNull(learningRate, "learningRate");
    Hyper.requireFraction("rho", rho);
    Hyper.requirePositive("epsilon", epsilon);
    Hyper.requireNonNegative("weight decay", weightDecay);
  }

  /**
   * Adadelta with ρ = 0.9 and ε = 10⁻⁶.
   *
   * @param learningRate η, per step; 1 in the paper
   * @throws ArgumentException if it is not a positive, finite number
   */
  public Adadelta(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  /**
   * Adadelta with ρ = 0.9 and ε = 10⁻⁶.
   *
   * @param learningRate η as a formula of the step
   */
  public Adadelta(Schedule learningRate) {
    this(learningRate, 0.9, 1e-6, 0);
  }

  /**
   * This with other means.
   *
   * @param newRho ρ, in [0, 1)
   * @return the rule
   */
  public Adadelta withRho(double newRho) {
    return new Adadelta(learningRate, newRho, epsilon, weightDecay);
  }

  /**
   * This with another ε.
   *
   * @param newEpsilon ε, positive
   * @return the rule
   */
  public Adadelta withEpsilon(double newEpsilon) {
    return new Adadelta(learningRate, rho, newEpsilon, weightDecay);
  }

  /**
   * This on a loss with an L2 penalty.
   *
   * @param lambda λ, the loss being L + λ/2·Σw²
   * @return the rule
   */
  public Adadelta withWeightDecay(double lambda) {
    return new Adadelta(learningRate, rho, epsilon, lambda);
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    return Step.countingIfAsked(NAME, learningRate, variables)
        .withSlots(NAME + "/v", 0)
        .withSlots(NAME + "/u", 0);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    Step step = new Step(NAME, learningRate, gradients, state);
    step.each(
        weightDecay,
        w -> {
          Tensor g = w.gradient();
          Tensor v = w.average("v", rho, square(g));
          Tensor u = w.remembered("u");
          Tensor d = multiply(divide(sqrt(add(u, epsilon)), sqrt(add(v, epsilon))), g);
          w.average("u", rho, square(d));
          w.descend(step.rate(), d);
        });
    return step.updates();
  }
}
