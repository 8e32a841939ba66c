package io.github.grad4j.ops;

import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Square of the difference of the elements of two tensors: y = (a - b)².
 *
 * <p>Shape: a and b broadcast.
 *
 * <p>Derivative: for a, scaling by 2(a - b); for b, by its opposite.
 */
public final class SquaredDifference {
  private SquaredDifference() {}

  /**
   * The square of the difference of two tensors.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return (a - b)²
   */
  public static Tensor squaredDifference(Tensor a, Tensor b) {
    Composites.requireFloating(a, b);
    return square(subtract(a, b));
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
            List.of(Domain.real(2, 3), Domain.real(2, 3)),
            in -> squaredDifference(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(Domain.real(3, 1), Domain.real(1, 4)),
            in -> squaredDifference(in.get(0), in.get(1))));
  }
}
