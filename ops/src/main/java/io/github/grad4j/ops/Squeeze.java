package io.github.grad4j.ops;

import static io.github.grad4j.ops.Reshape.reshape;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor without axes of size 1.
 *
 * <p>Shape: [1, 2, 1] gives [2], or [2, 1] if only the first axis is named. Elements: any. No data
 * moves.
 *
 * <p>Derivative: the adjoint brings the axes back.
 */
public final class Squeeze {
  private Squeeze() {}

  /**
   * A tensor without any axis of size 1.
   *
   * @param x of any element type
   * @return x without those axes
   */
  public static Tensor squeeze(Tensor x) {
    ArgumentException.requireNonNull(x, "x");
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      if (x.shape().size(axis) == 1) {
        axes.add(axis);
      }
    }
    return reshape(x, Reducing.removed(x.shape(), axes));
  }

  /**
   * A tensor without some axes of size 1.
   *
   * @param x of any element type
   * @param first an axis of size 1; negative counts from the end
   * @param rest more of them
   * @return x without those axes
   * @throws ShapeException if an axis does not exist, is named twice, or is not of size 1
   */
  public static Tensor squeeze(Tensor x, int first, int... rest) {
    List<Integer> axes = Axes.axes(first, rest).of(x);
    Shape shape = x.shape();
    Tensors.check(() -> requireOnes(shape, axes), List.of("x"), List.of(x));
    return reshape(x, Reducing.removed(shape, axes));
  }

  private static void requireOnes(Shape shape, List<Integer> axes) {
    for (int axis : axes) {
      if (shape.size(axis) != 1) {
        throw new ShapeException(
            "only an axis of size 1 can be taken away, but axis "
                + axis
                + " of shape "
                + shape
                + " has size "
                + shape.size(axis)
                + "; reduce it, slice it or reshape the tensor");
      }
    }
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all of size 1", List.of(Domain.real(1, 3, 1)), in -> squeeze(in.get(0))),
        new Example("one axis", List.of(Domain.real(1, 3, 1)), in -> squeeze(in.get(0), -1)),
        new Example("two axes", List.of(Domain.real(1, 3, 1)), in -> squeeze(in.get(0), 2, 0)),
        new Example("to a scalar", List.of(Domain.real(1)), in -> squeeze(in.get(0))));
  }
}
