package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Floor.floor;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Pow.pow;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A learning rate that falls by a factor every so many steps: η(t) = η·γ^⌊t/n⌋, as PyTorch's {@code
 * StepLR}.
 *
 * @param rate η, the rate of the first step
 * @param factor γ, at most 1
 * @param every n, for how many steps the rate stays
 */
public record StepDecay(double rate, double factor, int every) implements Schedule {
  /**
   * Checks the numbers.
   *
   * @param rate η
   * @param factor γ
   * @param every n
   * @throws ArgumentException if the rate is not positive and finite, the factor not in (0, 1], or
   *     n less than 1
   */
  public StepDecay {
    Hyper.requirePositive("a learning rate", rate);
    Hyper.requireFactor("the factor of a decay", factor);
    Hyper.requireSteps("the number of steps for which a rate stays", every);
  }

  @Override
  public Tensor rate(Tensor step) {
    Tensor falls = floor(divide(cast(step, DataType.DOUBLE), every));
    return multiply(pow(Constant.of(factor), falls), rate);
  }
}
