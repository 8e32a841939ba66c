package io.github.grad4j.ops;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.Extreme;
import io.github.grad4j.ops.internal.Reductions;
import java.util.List;

/**
 * The index of the least element along an axis.
 *
 * <p>Shape: that of x without the axis, of LONG. The first of equal elements wins, and the first
 * NaN wins over every number, as in NumPy. An empty axis has no least element.
 *
 * <p>Derivative: none, the result is an integer.
 *
 * @param axis counted from the front
 */
public record ArgMin(int axis) implements Op {
  /**
   * Checks the axis.
   *
   * @param axis counted from the front
   * @throws ShapeException if the axis is negative
   */
  public ArgMin {
    Components.requireAxis(axis);
  }

  /**
   * The index of the least element along an axis.
   *
   * @param x FLOAT or DOUBLE
   * @param axis negative counts from the end
   * @return LONG indices in [0, size of the axis)
   * @throws io.github.grad4j.core.ShapeException if the axis does not exist or is empty
   */
  public static Tensor argMin(Tensor x, int axis) {
    return new ArgMin(Axes.axes(axis).of(x).get(0)).on(x);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return ArgMax.indices(inputs.get(0), axis);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    return Reductions.bind(inputs.get(0), List.of(axis), output, Extreme::placeOfLeast);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{argmin}" + Latex.over(axis) + "(#x)").none();
  }

  @Override
  public List<Partial> partials(Node y) {
    return List.of(Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("rows", List.of(Domain.distinct(2, 3)), in -> argMin(in.get(0), -1)),
        new Example("columns", List.of(Domain.distinct(2, 3)), in -> argMin(in.get(0), 0)),
        new Example("vector", List.of(Domain.distinct(4)), in -> argMin(in.get(0), 0)));
  }
}
