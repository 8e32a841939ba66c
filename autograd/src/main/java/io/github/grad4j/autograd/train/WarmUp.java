package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Less.less;
import static io.github.grad4j.ops.Minimum.minimum;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Subtract.subtract;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A learning rate that grows evenly to where another schedule begins, which then follows from its
 * own step 0: η(t) = s(0)·(t+1)/n in the first n steps, afterwards s(t-n).
 *
 * <p>As PyTorch's {@code SequentialLR} of {@code LinearLR(start_factor=1/n, total_iters=n-1)} and
 * the other.
 *
 * @param steps n
 * @param then s
 */
public record WarmUp(int steps, Schedule then) implements Schedule {
  /**
   * Checks the number.
   *
   * @param steps n
   * @param then s
   * @throws ArgumentException if n is less than 1
   */
  public WarmUp {
    ArgumentException.requireNonNull(then, "then");
    Hyper.requireSteps("the number of steps of a warm-up", steps);
  }

  @Override
  public Tensor rate(Tensor step) {
    Tensor after = where(less(step, steps), 0, subtract(step, steps));
    Tensor share = minimum(divide(add(cast(step, DataType.DOUBLE), 1), steps), 1);
    return multiply(cast(then.rate(after), DataType.DOUBLE), share);
  }

  @Override
  public List<Variable> variables() {
    return then.variables();
  }
}
