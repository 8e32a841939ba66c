package io.github.grad4j.ops;

import static io.github.grad4j.ops.Reshape.reshape;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * A tensor with one more axis, of size 1.
 *
 * <p>Shape: [2, 3] gives [1, 2, 3], [2, 1, 3] or [2, 3, 1]. Elements: any. No data moves.
 *
 * <p>Derivative: the adjoint takes the axis away again.
 */
public final class ExpandDims {
  private ExpandDims() {}

  /**
   * A tensor with one more axis, of size 1.
   *
   * @param x of any element type
   * @param axis where the new axis stands in the result, in [-rank - 1, rank]
   * @return x with that axis
   * @throws io.github.grad4j.core.ShapeException if the axis cannot stand there
   */
  public static Tensor expandDims(Tensor x, int axis) {
    return reshape(x, Composites.shape("x", x, shape -> shape.inserting(axis, 1)));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("in front", List.of(Domain.real(3)), in -> expandDims(in.get(0), 0)),
        new Example("inside", List.of(Domain.real(2, 3)), in -> expandDims(in.get(0), 1)),
        new Example("at the end", List.of(Domain.real(2, 3)), in -> expandDims(in.get(0), -1)),
        new Example("scalar", List.of(Domain.real()), in -> expandDims(in.get(0), 0)));
  }
}
