package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.LessEqual.lessEqual;
import static io.github.grad4j.ops.Minimum.minimum;
import static io.github.grad4j.ops.Subtract.subtract;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A learning rate that grows to its largest value and falls to almost nothing, each along half a
 * cosine (Smith and Topin 2018, <a href="https://arxiv.org/abs/1708.07120">arXiv:1708.07120</a>):
 *
 * <pre>
 * from η/25 in step 0 to η in step r = 0.3·n - 1
 * from η in step r to η/250,000 in step n - 1, and so afterwards
 * </pre>
 *
 * <p>As PyTorch's {@code OneCycleLR} with its defaults, save that the momentum stays; PyTorch
 * throws after step n - 1.
 *
 * @param largest η, the largest rate
 * @param steps n, how many steps the cycle has
 * @param rise the share of the steps in which the rate grows, 0.3 above
 * @param firstDivisor how many times smaller than the largest the first rate is, 25 above
 * @param lastDivisor how many times smaller than the first the last rate is, 10,000 above
 */
public record OneCycle(
    double largest, int steps, double rise, double firstDivisor, double lastDivisor)
    implements Schedule {
  /**
   * Checks the numbers.
   *
   * @param largest η
   * @param steps n
   * @param rise the share of the steps in which the rate grows
   * @param firstDivisor how many times smaller than the largest the first rate is
   * @param lastDivisor how many times smaller than the first the last rate is
   * @throws ArgumentException if a number is out of its range, or the rise has no more than a step
   */
  public OneCycle {
    Hyper.requirePositive("a learning rate", largest);
    Hyper.requireSteps("the number of steps of a cycle", steps);
    if (!(rise > 0 && rise < 1 && rise * steps > 1)) {
      throw new ArgumentException(
          "the rise of a cycle takes a share of its steps in (0, 1), and more than one step, but "
              + rise
              + " of "
              + steps
              + " steps is "
              + rise * steps);
    }
    Hyper.requirePositive("the divisor of the first rate", firstDivisor);
    Hyper.requirePositive("the divisor of the last rate", lastDivisor);
  }

  /**
   * A cycle of which 30 % is rise, from a 25th of the largest rate.
   *
   * @param largest η, the largest rate
   * @param steps n, how many steps the cycle has
   * @throws ArgumentException if the rate is not positive and finite, or n less than 4
   */
  public OneCycle(double largest, int steps) {
    this(largest, steps, 0.3, 25, 1e4);
  }

  /**
   * This with another rise.
   *
   * @param share the share of the steps in which the rate grows, in (0, 1)
   * @return the schedule
   */
  public OneCycle withRise(double share) {
    return new OneCycle(largest, steps, share, firstDivisor, lastDivisor);
  }

  /**
   * This between other rates.
   *
   * @param first how many times smaller than the largest the first rate is
   * @param last how many times smaller than the first the last rate is
   * @return the schedule
   */
  public OneCycle withDivisors(double first, double last) {
    return new OneCycle(largest, steps, rise, first, last);
  }

  @Override
  public Tensor rate(Tensor step) {
    double top = rise * steps - 1;
    double end = steps - 1;
    double first = largest / firstDivisor;
    Tensor t = cast(step, DataType.DOUBLE);
    Tensor rising = CosineDecay.between(first, largest, divide(t, top));
    Tensor share = minimum(divide(subtract(t, top), end - top), 1);
    return where(
        lessEqual(t, top), rising, CosineDecay.between(largest, first / lastDivisor, share));
  }
}
