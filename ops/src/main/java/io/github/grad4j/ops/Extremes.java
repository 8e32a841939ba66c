package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import java.util.List;

/** What the greatest and the least element of a line have in common. */
final class Extremes {
  private Extremes() {}

  /**
   * Rejects the reduction of nothing.
   *
   * @throws ShapeException if one of the axes is empty
   */
  static void requireElements(Shape shape, List<Integer> axes) {
    if (Reducing.count(shape, axes) == 0) {
      throw new ShapeException(
          "shape "
              + shape
              + " has no elements along axes "
              + axes
              + ", so there is no greatest or least one; reduce other axes");
    }
  }

  /** The derivative: elements equal to the result share a cotangent, others get exactly 0. */
  static Partial partial(Reducing op, Node y) {
    Tensor x = y.input(0);
    Tensor extreme = equal(x, op.stretch(y, x.shape()));
    Tensor one = Constant.like(x, 1);
    Tensor sharers = new ReduceSum(op.axes(), true).on(where(extreme, one, 0));
    return Partial.of(
        t ->
            Reshape.reshape(
                divide(new ReduceSum(op.axes(), true).on(where(extreme, t, 0)), sharers),
                y.shape()),
        c -> divide(where(extreme, op.stretch(c, x.shape()), 0), sharers));
  }
}
