package io.github.grad4j.ops;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Distance of the elements of two tensors: y = |a - b|.
 *
 * <p>Shape: a and b broadcast.
 *
 * <p>Derivative: for a, scaling by the sign of a - b, for b by its opposite; 0 where they are
 * equal.
 */
public final class AbsoluteDifference {
  private AbsoluteDifference() {}

  /**
   * The distance of two tensors, element by element.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return |a - b|
   */
  public static Tensor absoluteDifference(Tensor a, Tensor b) {
    Composites.requireFloating(a, b);
    return abs(subtract(a, b));
  }

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.between(-2, 0, 2, 3), Domain.between(0.5, 2, 2, 3)),
            in -> absoluteDifference(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(
                Domain.given(Shape.of(3, 1), -1, 0, 1),
                Domain.given(Shape.of(1, 4), -1.5, -0.5, 0.5, 1.5)),
            in -> absoluteDifference(in.get(0), in.get(1))));
  }
}
