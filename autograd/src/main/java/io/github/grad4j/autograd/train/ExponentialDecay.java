package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Pow.pow;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A learning rate that falls by a factor in each step: η(t) = η·γᵗ, as PyTorch's {@code
 * ExponentialLR}.
 *
 * @param rate η, the rate of the first step
 * @param factor γ, at most 1
 */
public record ExponentialDecay(double rate, double factor) implements Schedule {
  /**
   * Checks the numbers.
   *
   * @param rate η
   * @param factor γ
   * @throws ArgumentException if the rate is not positive and finite, or the factor not in (0, 1]
   */
  public ExponentialDecay {
    Hyper.requirePositive("a learning rate", rate);
    Hyper.requireFactor("the factor of a decay", factor);
  }

  @Override
  public Tensor rate(Tensor step) {
    return multiply(pow(Constant.of(factor), cast(step, DataType.DOUBLE)), rate);
  }
}
