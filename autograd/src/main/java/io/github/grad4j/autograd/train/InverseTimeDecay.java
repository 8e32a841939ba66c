package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A learning rate that falls as the steps grow: η(t) = η/(1 + δ·t), as {@code lr_decay} of
 * PyTorch's {@code Adagrad}.
 *
 * @param rate η, the rate of the first step
 * @param decay δ; after 1/δ steps half of the rate is left
 */
public record InverseTimeDecay(double rate, double decay) implements Schedule {
  /**
   * Checks the numbers.
   *
   * @param rate η
   * @param decay δ
   * @throws ArgumentException if the rate is not positive and finite, or the decay negative
   */
  public InverseTimeDecay {
    Hyper.requirePositive("a learning rate", rate);
    Hyper.requireNonNegative("the decay of a learning rate", decay);
  }

  @Override
  public Tensor rate(Tensor step) {
    return divide(rate, add(multiply(cast(step, DataType.DOUBLE), decay), 1));
  }
}
