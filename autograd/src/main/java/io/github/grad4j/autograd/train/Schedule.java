package io.github.grad4j.autograd.train;

import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;

/**
 * A learning rate as a formula of the number of steps taken before.
 *
 * <p>Every optimizer takes one in place of a number. A step is one update; where a schedule is
 * meant in epochs, multiply by the batches of an epoch.
 *
 * <pre>{@code
 * new Adam(new WarmUp(100, new CosineDecay(0.001, 10_000)))
 * new Sgd(step -> divide(0.5, sqrt(add(cast(step, DataType.DOUBLE), 1))))
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {
  /**
   * The learning rate of a step.
   *
   * @param step a LONG scalar: how many steps were taken before, 0 in the first
   * @return a FLOAT or DOUBLE scalar; positive
   */
  Tensor rate(Tensor step);

  /**
   * What the schedule remembers, if it is not a function of the step alone.
   *
   * @return variables, which become part of the optimizer's state
   */
  default List<Variable> variables() {
    return List.of();
  }
}
