package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.BroadcastTo.broadcastTo;
import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Tensors of one repeated number, shaped like another tensor.
 *
 * <p>Shape: that of x. The values of x do not matter, not even NaN.
 *
 * <p>Derivative: none; the result does not move with x.
 */
public final class Fill {
  private Fill() {}

  /**
   * Zeros of another tensor's type.
   *
   * @param x FLOAT, DOUBLE or LONG
   * @return zeros of x's type
   */
  public static Tensor zerosLike(Tensor x) {
    return broadcastTo(Constant.like(x, 0), x.shape());
  }

  /**
   * Ones of another tensor's type.
   *
   * @param x FLOAT, DOUBLE or LONG
   * @return ones of x's type
   */
  public static Tensor onesLike(Tensor x) {
    return broadcastTo(Constant.like(x, 1), x.shape());
  }

  /**
   * Formulas on which every automatic check runs both.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "zeros", List.of(Domain.real(2, 3)), in -> add(in.get(0), zerosLike(in.get(0)))),
        new Example(
            "ones", List.of(Domain.real(2, 3)), in -> multiply(in.get(0), onesLike(in.get(0)))),
        new Example("integers", List.of(Domain.indices(9, 3)), in -> onesLike(in.get(0))));
  }
}
