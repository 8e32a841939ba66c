package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Cos.cos;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Minimum.minimum;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A learning rate that falls along half a cosine (Loshchilov and Hutter 2017, <a
 * href="https://arxiv.org/abs/1608.03983">arXiv:1608.03983</a>): η(t) = e + (η-e)·(1 +
 * cos(π·t/n))/2 in n steps, and e afterwards.
 *
 * <p>As PyTorch's {@code CosineAnnealingLR}, which rises again after n steps.
 *
 * @param rate η, the rate of the first step
 * @param steps n, after how many steps the rate is e
 * @param end e, at most η
 */
public record CosineDecay(double rate, int steps, double end) implements Schedule {
  /**
   * Checks the numbers.
   *
   * @param rate η
   * @param steps n
   * @param end e
   * @throws ArgumentException if the rate is not positive and finite, n less than 1, or e not in
   *     [0, η]
   */
  public CosineDecay {
    Hyper.requirePositive("a learning rate", rate);
    Hyper.requireSteps("the number of steps of a schedule", steps);
    if (!(end >= 0 && end <= rate)) {
      throw new ArgumentException(
          "the last learning rate lies between 0 and the first, " + rate + ", but it is " + end);
    }
  }

  /**
   * A rate that falls to 0.
   *
   * @param rate η, the rate of the first step
   * @param steps n, after how many steps the rate is 0
   * @throws ArgumentException if the rate is not positive and finite, or n less than 1
   */
  public CosineDecay(double rate, int steps) {
    this(rate, steps, 0);
  }

  @Override
  public Tensor rate(Tensor step) {
    return between(rate, end, minimum(divide(cast(step, DataType.DOUBLE), steps), 1));
  }

  /** From one rate to another along half a cosine, of which a share is past. */
  static Tensor between(double from, double to, Tensor share) {
    Tensor left = multiply(add(cos(multiply(share, Math.PI)), 1), 0.5);
    return add(multiply(left, from - to), to);
  }
}
