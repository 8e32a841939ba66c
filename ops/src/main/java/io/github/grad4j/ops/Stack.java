package io.github.grad4j.ops;

import static io.github.grad4j.ops.Concat.concat;
import static io.github.grad4j.ops.ExpandDims.expandDims;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Violations;
import java.util.List;
import java.util.stream.IntStream;

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
    List<Tensor> given = ArgumentException.copyOf(tensors, "tensors");
    List<String> names = IntStream.range(0, given.size()).mapToObj(i -> "input " + i).toList();
    Tensors.check(() -> requireFit(given.stream().map(Tensor::type).toList(), axis), names, given);
    return concat(given.stream().map(tensor -> expandDims(tensor, axis)).toList(), axis);
  }

  private static void requireFit(List<TensorType> inputs, int axis) {
    if (inputs.isEmpty()) {
      throw new ShapeException("an empty list of tensors cannot be stacked; give at least one");
    }
    TensorType first = inputs.get(0);
    Violations violations = new Violations();
    violations.check(() -> first.shape().inserting(axis, 1));
    for (TensorType input : inputs) {
      violations.check(() -> Concat.requireSameType(first, input));
      violations.check(() -> requireSameShape(first.shape(), input.shape()));
    }
    violations.throwIfAny();
  }

  private static void requireSameShape(Shape first, Shape shape) {
    if (!shape.equals(first)) {
      throw new ShapeException(
          "only tensors of one shape are stacked, but shapes are "
              + first
              + " and "
              + shape
              + "; broadcast one of them, or join them along an axis they have with concat");
    }
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
