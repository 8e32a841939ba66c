package io.github.grad4j.ops;

import static io.github.grad4j.ops.Concat.concat;
import static io.github.grad4j.ops.ExpandDims.expandDims;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Tensors of one shape laid beside each other along a new axis.
 *
 * <p>Shape: k tensors of shape [2, 3] give [k, 2, 3], [2, k, 3] or [2, 3, k]. Elements: any, the
 * same in all.
 *
 * <p>Derivative: as {@link Concat}.
 */
public final class Stack {
  private Stack() {}

  /**
   * Tensors of one shape laid beside each other along a new axis.
   *
   * @param tensors at least one, of one type
   * @param axis where the new axis stands in the result, in [-rank - 1, rank]
   * @return all of them, in order
   * @throws ShapeException if there is none, the shapes differ, or the axis cannot stand there
   */
  public static Tensor stack(List<? extends Tensor> tensors, int axis) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor tensor : tensors) {
      if (!tensor.shape().equals(tensors.get(0).shape())) {
        throw new ShapeException(
            "only tensors of one shape are stacked, but shapes are "
                + tensors.get(0).shape()
                + " and "
                + tensor.shape());
      }
      parts.add(expandDims(tensor, axis));
    }
    return concat(parts, axis);
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "inner axis", List.of(Domain.real(2, 3), Domain.real(2, 3)), in -> stack(in, 1)),
        new Example(
            "last axis", List.of(Domain.real(2, 3), Domain.real(2, 3)), in -> stack(in, -1)),
        new Example(
            "scalars", List.of(Domain.real(), Domain.real(), Domain.real()), in -> stack(in, 0)));
  }
}
