package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor summed to a shape that broadcasts to its own: the adjoint of {@link BroadcastTo}.
 *
 * <p>Shape: the one given. Axes that broadcasting would add or stretch are summed.
 *
 * <p>Derivative: the adjoint is {@link BroadcastTo}.
 */
public final class SumTo {
  private SumTo() {}

  /**
   * A tensor summed to a shape.
   *
   * @param x FLOAT or DOUBLE
   * @param shape a shape that broadcasts to x's
   * @return the sums; x itself if it has the shape already
   * @throws ShapeException if the shape does not broadcast to x's
   */
  public static Tensor sumTo(Tensor x, Shape shape) {
    ArgumentException.requireNonNull(shape, "shape");
    Shape from = Composites.shape("x", x, whole -> requireReached(whole, shape));
    if (from.equals(shape)) {
      return x;
    }
    int lead = from.rank() - shape.rank();
    List<Integer> summed = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      boolean stretched = axis >= lead && shape.size(axis - lead) == 1 && from.size(axis) != 1;
      if (axis < lead || stretched) {
        summed.add(axis);
      }
    }
    return Reshape.reshape(new ReduceSum(summed, true).on(x), shape);
  }

  private static Shape requireReached(Shape from, Shape shape) {
    if (!shape.broadcastsTo(from)) {
      throw new ShapeException(
          "shape "
              + from
              + " is not summed to "
              + shape
              + ": only a shape that broadcasts to it can be reached by sums; reshape it instead");
    }
    return from;
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "matrix to row", List.of(Domain.real(2, 3)), in -> sumTo(in.get(0), Shape.of(3))),
        new Example(
            "inner axis", List.of(Domain.real(2, 4, 3)), in -> sumTo(in.get(0), Shape.of(2, 1, 3))),
        new Example(
            "to a scalar", List.of(Domain.real(2, 3)), in -> sumTo(in.get(0), Shape.scalar())));
  }
}
