package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;

/**
 * A learning rate that stays: η(t) = η.
 *
 * @param rate η
 */
public record ConstantRate(double rate) implements Schedule {
  /**
   * Checks the rate.
   *
   * @param rate η
   * @throws ArgumentException if it is not a positive, finite number
   */
  public ConstantRate {
    Hyper.requirePositive("a learning rate", rate);
  }

  @Override
  public Tensor rate(Tensor step) {
    ArgumentException.requireNonNull(step, "step");
    return Constant.of(rate);
  }
}
