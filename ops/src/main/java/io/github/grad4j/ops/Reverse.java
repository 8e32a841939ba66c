package io.github.grad4j.ops;

import static io.github.grad4j.ops.Slice.slice;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor with its elements in reverse order along some axes.
 *
 * <p>Shape: that of x. Elements: any.
 *
 * <p>Derivative: the adjoint reverses again.
 */
public final class Reverse {
  private Reverse() {}

  /**
   * A tensor with its elements in reverse order along some axes.
   *
   * @param x of any element type
   * @param first an axis; negative counts from the end
   * @param rest more of them
   * @return x, turned round along these axes
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reverse(Tensor x, int first, int... rest) {
    List<Integer> axes = Axes.axes(first, rest).of(x);
    List<Range> ranges = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      ranges.add(Range.wholeRange().step(axes.contains(axis) ? -1 : 1));
    }
    return slice(x, ranges);
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("rows", List.of(Domain.real(3, 2)), in -> reverse(in.get(0), 0)),
        new Example("both axes", List.of(Domain.real(2, 3)), in -> reverse(in.get(0), 0, -1)),
        new Example("inner axis", List.of(Domain.real(2, 3, 2)), in -> reverse(in.get(0), 1)),
        new Example("integers", List.of(Domain.indices(9, 4)), in -> reverse(in.get(0), 0)));
  }
}
