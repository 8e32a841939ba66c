package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Sqrt.sqrt;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * RMSProp (Tieleman and Hinton 2012, "Lecture 6.5", Coursera: Neural Networks for Machine
 * Learning): the gradient divided by the root of its mean square.
 *
 * <pre>
 * v ← α·v + (1-α)·g²       raw
 * d = g / (√v + ε)
 * w ← w - η·d
 * </pre>
 *
 * <p>Centred (Graves 2013, <a href="https://arxiv.org/abs/1308.0850">arXiv:1308.0850</a>) it is
 * divided by the standard deviation. With the mean a ← α·a + (1-α)·g, the variance v - a² is
 * remembered itself, as s ← α·(s + (1-α)·(g - a)²) with the a before the step: the same numbers,
 * but rounding never makes them negative. With momentum μ a velocity b ← μ·b + d takes the place of
 * d.
 *
 * <p>These are PyTorch's formulas and defaults ({@code torch.optim.RMSprop}). TensorFlow adds ε
 * within the root.
 *
 * @param learningRate η, per step
 * @param alpha α, what remains of the means from one step to the next
 * @param epsilon ε; with 0 the step is NaN where all gradients were 0
 * @param moment what the gradient is divided by the root of
 * @param momentum μ, in [0, 1); 0 has no velocity
 * @param weightDecay λ: g is the gradient of L + λ/2·Σw²
 */
public record RmsProp(
    Schedule learningRate,
    double alpha,
    double epsilon,
    Moment moment,
    double momentum,
    double weightDecay)
    implements Optimizer {
  private static final String NAME = "rmsprop";

  /** What the gradient is divided by the root of. */
  public enum Moment {
    /** The mean square. */
    RAW,
    /** The variance. */
    CENTRAL
  }

  /**
   * Checks the numbers.
   *
   * @param learningRate η
   * @param alpha α
   * @param epsilon ε
   * @param moment what the gradient is divided by the root of
   * @param momentum μ
   * @param weightDecay λ
   * @throws ArgumentException if a number is out of its range
   */
  public RmsProp {
    ArgumentException.requireNonNull(learningRate, "learningRate");
    Hyper.requireFraction("alpha", alpha);
    Hyper.requireNonNegative("epsilon", epsilon);
    ArgumentException.requireNonNull(moment, "moment");
    Hyper.requireFraction("momentum", momentum);
    Hyper.requireNonNegative("weight decay", weightDecay);
  }

  /**
   * RMSProp with α = 0.99 and ε = 10⁻⁸, neither centred nor with momentum.
   *
   * @param learningRate η, per step; often 0.01
   * @throws ArgumentException if it is not a positive, finite number
   */
  public RmsProp(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  /**
   * RMSProp with α = 0.99 and ε = 10⁻⁸, neither centred nor with momentum.
   *
   * @param learningRate η as a formula of the step
   */
  public RmsProp(Schedule learningRate) {
    this(learningRate, 0.99, 1e-8, Moment.RAW, 0, 0);
  }

  /**
   * This with other means.
   *
   * @param newAlpha α, in [0, 1)
   * @return the rule
   */
  public RmsProp withAlpha(double newAlpha) {
    return new RmsProp(learningRate, newAlpha, epsilon, moment, momentum, weightDecay);
  }

  /**
   * This with another ε.
   *
   * @param newEpsilon ε, 0 or positive
   * @return the rule
   */
  public RmsProp withEpsilon(double newEpsilon) {
    return new RmsProp(learningRate, alpha, newEpsilon, moment, momentum, weightDecay);
  }

  /**
   * This divided by the standard deviation.
   *
   * @return the rule
   */
  public RmsProp withCentralMoment() {
    return new RmsProp(learningRate, alpha, epsilon, Moment.CENTRAL, momentum, weightDecay);
  }

  /**
   * This with momentum.
   *
   * @param mu μ, in [0, 1)
   * @return the rule
   */
  public RmsProp withMomentum(double mu) {
    return new RmsProp(learningRate, alpha, epsilon, moment, mu, weightDecay);
  }

  /**
   * This on a loss with an L2 penalty.
   *
   * @param lambda λ, the loss being L + λ/2·Σw²
   * @return the rule
   */
  public RmsProp withWeightDecay(double lambda) {
    return new RmsProp(learningRate, alpha, epsilon, moment, momentum, lambda);
  }

  @Override
  public OptimizerState init(List<Variable> variables) {
    OptimizerState state =
        Step.countingIfAsked(NAME, learningRate, variables).withSlots(NAME + "/v", 0);
    if (moment == Moment.CENTRAL) {
      state = state.withSlots(NAME + "/mean", 0);
    }
    return momentum == 0 ? state : state.withSlots(NAME + "/velocity", 0);
  }

  @Override
  public List<Update> updates(List<Tensor> gradients, OptimizerState state) {
    Step step = new Step(NAME, learningRate, gradients, state);
    step.each(
        weightDecay,
        w -> {
          Tensor v = moment == Moment.RAW ? raw(w) : central(w);
          Tensor d = divide(w.gradient(), add(sqrt(v), epsilon));
          if (momentum != 0) {
            d = w.remember("velocity", add(multiply(w.remembered("velocity"), momentum), d));
          }
          w.descend(step.rate(), d);
        });
    return step.updates();
  }

  private Tensor raw(Step.Parameter w) {
    return w.average("v", alpha, square(w.gradient()));
  }

  private Tensor central(Step.Parameter w) {
    Tensor off = subtract(w.gradient(), w.remembered("mean"));
    w.average("mean", alpha, w.gradient());
    Tensor spread = add(w.remembered("v"), multiply(square(off), 1 - alpha));
    return w.remember("v", multiply(spread, alpha));
  }
}
