package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * A learning rate that falls when a loss no longer does: a variable, and the rule that assigns it.
 *
 * <pre>{@code
 * OnPlateau rate = new OnPlateau(0.1);
 * Optimizer optimizer = new Sgd(rate);
 * ...
 * Fit.of(training, batches).epochs(50).validating(others).watching(rate).run();
 * }</pre>
 *
 * <p>It hears of each epoch of a {@link Fit} that it is made to watch; elsewhere, {@link #observe}
 * tells it a loss.
 *
 * <p>A loss is better than the best before if it is less by more than threshold·|best|. Once more
 * losses in a row than patience allows were not better, the rate is multiplied by the factor, but
 * never falls below the least, and the counting begins anew. NaN is not better.
 *
 * <p>These are the rules and defaults of PyTorch's {@code ReduceLROnPlateau} for a loss: a factor
 * of 0.1, a patience of 10, a threshold of 10⁻⁴, and 0 as the least rate. PyTorch also leaves a
 * rate as it is that would change by less than 10⁻⁸, and lowers the bar, (1 - threshold)·best, for
 * a best that is negative.
 *
 * <p>What it remembers are variables, which an optimizer's state includes: rate, best loss, and
 * number of losses that were not better. For one training at a time.
 */
public final class OnPlateau implements Schedule, FitListener {
  private static final String NAME = "plateau";

  private final double first;
  private final double factor;
  private final int patience;
  private final double threshold;
  private final double least;
  private final Variable rate;
  private final Variable best;
  private final Variable waited;

  private OnPlateau(double first, double factor, int patience, double threshold, double least) {
    Hyper.requirePositive("a learning rate", first);
    Hyper.requireFactor("the factor of a decay", factor);
    if (patience < 0) {
      throw new ArgumentException("patience is 0 or more, but it is " + patience);
    }
    Hyper.requireFraction("the threshold of what is better", threshold);
    if (!(least >= 0 && least <= first)) {
      throw new ArgumentException(
          "the least learning rate lies between 0 and the first, "
              + first
              + ", but it is "
              + least);
    }
    this.first = first;
    this.factor = factor;
    this.patience = patience;
    this.threshold = threshold;
    this.least = least;
    this.rate = Variable.of(NAME + "/rate", Constant.of(first));
    this.best = Variable.of(NAME + "/best", Constant.of(Double.POSITIVE_INFINITY));
    this.waited = Variable.of(NAME + "/waited", new long[] {0}, Shape.scalar());
  }

  /**
   * A rate that falls to a tenth after more than 10 losses that were not better.
   *
   * @param rate the rate of the first step
   * @throws ArgumentException if it is not a positive, finite number
   */
  public OnPlateau(double rate) {
    this(rate, 0.1, 10, 1e-4, 0);
  }

  /**
   * Another one, at its beginning, that falls by another factor.
   *
   * @param newFactor what the rate is multiplied by, in (0, 1]
   * @return the schedule
   */
  public OnPlateau withFactor(double newFactor) {
    return new OnPlateau(first, newFactor, patience, threshold, least);
  }

  /**
   * Another one, at its beginning, with another patience.
   *
   * @param losses how many losses in a row may be no better
   * @return the schedule
   */
  public OnPlateau withPatience(int losses) {
    return new OnPlateau(first, factor, losses, threshold, least);
  }

  /**
   * Another one, at its beginning, with another notion of better.
   *
   * @param newThreshold by what share of itself the best loss is undercut, in [0, 1)
   * @return the schedule
   */
  public OnPlateau withThreshold(double newThreshold) {
    return new OnPlateau(first, factor, patience, newThreshold, least);
  }

  /**
   * Another one, at its beginning, that falls no further than to some rate.
   *
   * @param newLeast the least rate, no more than the first
   * @return the schedule
   */
  public OnPlateau withLeast(double newLeast) {
    return new OnPlateau(first, factor, patience, threshold, newLeast);
  }

  @Override
  public Tensor rate(Tensor step) {
    ArgumentException.requireNonNull(step, "step");
    return rate;
  }

  @Override
  public List<Variable> variables() {
    return List.of(rate, best, waited);
  }

  @Override
  public void epochEnded(History.Epoch epoch) {
    observe(ArgumentException.requireNonNull(epoch, "epoch").judgedLoss());
  }

  /**
   * Tells of another loss, after which the rate may be lower.
   *
   * @param loss of an epoch, best of examples that are not learned from
   * @throws io.github.grad4j.core.ConcurrentUseException if another thread is at a step
   */
  public void observe(double loss) {
    double before = best.value().getDouble();
    // Infinity less a share of itself is NaN.
    boolean better = loss < before - (Double.isInfinite(before) ? 0 : threshold * Math.abs(before));
    if (better) {
      best.assign(new double[] {loss});
    }
    long worse = better ? 0 : waited.value().getLong() + 1;
    if (worse > patience) {
      rate.assign(new double[] {Math.max(rate.value().getDouble() * factor, least)});
      worse = 0;
    }
    waited.assign(new long[] {worse});
  }
}
