package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * Gradient descent: w ← w - η·g, where g is ∂L/∂w. It is stochastic when the loss is that of a
 * batch.
 *
 * <p>With momentum μ (Polyak 1964, doi:10.1016/0041-5553(64)90137-5) and dampening τ a velocity
 * takes the gradient's place:
 *
 * <pre>
 * v ← g in the first step, then μ·v + (1-τ)·g
 * w ← w - η·v              classical
 * w ← w - η·(g + μ·v)      Nesterov's, as Sutskever et al. 2013 write it
 * </pre>
 *
 * <p>These are PyTorch's formulas and defaults ({@code torch.optim.SGD}): η multiplies the velocity
 * as a whole, so that a learning rate that changes acts at once.
 *
 * @param learningRate η, per step; where the loss is a mean over a batch, the batch's size does not
 *     change the scale
 * @param momentum μ, in [0, 1); 0 remembers nothing
 * @param kind where the velocity is added
 * @param dampening τ, at most 1; 0 with Nesterov's momentum
 * @param weightDecay λ: g is the gradient of L + λ/2·Σw²
 */
public record Sgd(
    Schedule learningRate, double momentum, Momentum kind, double dampening, double weightDecay)
    implements Optimizer {
  private static final String NAME = "sgd";

  /** Where the velocity is added. */
  public enum Momentum {
    /** The step is the velocity. */
    CLASSICAL,
    /** The step is the gradient and the velocity that the next step begins with. */
    NESTEROV
  }

  /**
   * Checks the numbers.
   *
   * @param learningRate η, per step
   * @param momentum μ
   * @param kind where the velocity is added
   * @param dampening τ
   * @param weightDecay λ
   * @throws ArgumentException if a number is out of its range, or Nesterov's momentum is 0 or
   *     dampened
   */
  public Sgd {
    ArgumentException.requireNonNull(learningRate, "learningRate");
    Hyper.requireFraction("momentum", momentum);
    ArgumentException.requireNonNull(kind, "kind");
    if (!(dampening >= 0 && dampening <= 1)) {
      throw new ArgumentException("dampening lies in [0, 1], but it is " + dampening);
    }
    if (kind == Momentum.NESTEROV && (momentum == 0 || dampening != 0)) {
      throw new ArgumentException(
          "Nesterov's momentum is more than 0 and not dampened, but momentum is "
              + momentum
              + " and dampening "
              + dampening
              + "; call withMomentum for the classical one");
    }
    Hyper.requireNonNegative("weight decay", weightDecay);
  }

  /**
   * Gradient descent without momentum.
   *
   * @param learningRate η, per step
   * @throws ArgumentException if it is not a positive, finite number
   */
  public Sgd(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  /**
   * Gradient descent without momentum.
   *
   * @param learningRate η as a formula of the step
   */
  public Sgd(Schedule learningRate) {
    this(learningRate, 0, Momentum.CLASSICAL, 0, 0);
  }

  /**
   * This with classical momentum.
   *
   * @param mu μ, in [0, 1)
   * @return the rule
   */
  public Sgd withMomentum(double mu) {
    return new Sgd(learningRate, mu, Momentum.CLASSICAL, dampening, weightDecay);
  }

  /**
   * This with Nesterov's momentum.
   *
   * @param mu μ, in (0, 1)
   * @return the rule
   */
  public Sgd withNesterovMomentum(double mu) {
    return new Sgd(learningRate, mu, Momentum.NESTEROV, dampening, weightDecay);
  }

  /**
   * This with a dampened momentum.
   *
   * @param tau τ, in [0, 1]
   * @return the rule
   */
  public Sgd withDampening(double tau) {
    return new Sgd(learningRate, momentum, kind, tau, weightDecay);
  }

  /**
   * This on a loss with an L2 penalty. See {@link SgdW} for decay that is no part of the gradient.
   *
   * @param lambda λ, the loss being L + λ/2·Σw²
   * @return the rule
   */
  public Sgd withWeightDecay(double lambda) {
    return new Sgd(learningRate, momentum, kind, dampening, lambda);
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    if (momentum == 0) {
      return Step.countingIfAsked(NAME, learningRate, variables);
    }
    OptimizerState state =
        dampening == 0
            ? Step.countingIfAsked(NAME, learningRate, variables)
            : Step.counting(NAME, learningRate, variables);
    return state.withSlots(NAME + "/v", 0);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    Step step = new Step(NAME, learningRate, gradients, state);
    step.each(
        weightDecay,
        w -> {
          Tensor g = w.gradient();
          if (momentum == 0) {
            w.descend(step.rate(), g);
            return;
          }
          Tensor kept = multiply(w.remembered("v"), momentum);
          Tensor v =
              dampening == 0
                  ? add(kept, g)
                  : where(step.isFirst(), g, add(kept, multiply(g, 1 - dampening)));
          w.remember("v", v);
          w.descend(step.rate(), kind == Momentum.CLASSICAL ? v : add(g, multiply(v, momentum)));
        });
    return step.updates();
  }

  /** The learning rate of the step that comes next. */
  Tensor rate(OptimizerState state) {
    return Step.rate(NAME, learningRate, state);
  }
}
