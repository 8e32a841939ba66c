package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.Extreme;
import io.github.grad4j.ops.internal.Reductions;
import java.util.List;

/**
 * Least of the elements along axes: y = min x.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. A NaN
 * among the elements makes the result NaN (NumPy). An empty axis is rejected: nothing has a
 * minimum.
 *
 * <p>Derivative: a cotangent goes to the least element; equal ones share it evenly, which is the
 * subgradient of least norm. Where y is NaN, so is the derivative.
 *
 * @param axes distinct, ascending, counted from the front
 * @param keepDims whether they stay with size 1
 */
public record ReduceMin(List<Integer> axes, boolean keepDims) implements Reducing {
  /**
   * Checks and copies the list.
   *
   * @param axes distinct, ascending, counted from the front
   * @param keepDims whether they stay with size 1
   * @throws ShapeException if an axis is negative or named twice
   * @throws ArgumentException if the list or an element is null
   */
  public ReduceMin {
    axes = Components.axes(axes);
  }

  /**
   * The minimum of all elements.
   *
   * @param x FLOAT or DOUBLE, not empty
   * @return a scalar
   * @throws io.github.grad4j.core.ShapeException if x has no elements
   */
  public static Tensor reduceMin(Tensor x) {
    return reduceMin(x, Axes.allAxes());
  }

  /**
   * The minimum along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, none of them empty, and whether they stay with size 1
   * @return the minima
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist, is named twice or is
   *     empty
   */
  public static Tensor reduceMin(Tensor x, Axes axes) {
    return new ReduceMin(Composites.reduced(x, axes), axes.keepsDims()).on(x);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    Extremes.requireElements(inputs.get(0).shape(), axes);
    return Reducing.super.infer(inputs);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    return Reductions.bind(inputs.get(0), axes, output, Extreme::least);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\min" + Latex.over(axes) + " #x")
        .adjoint(
            "\\frac{[#x[j] = #out[i]]}{\\sum_{k} [#x[k] = #out[i]]}",
            "#bar \\cdot \\frac{[#x = #out]}{\\sum" + Latex.over(axes) + " [#x = #out]}");
  }

  @Override
  public List<Partial> partials(Node y) {
    return List.of(Extremes.partial(this, y));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.distinct(2, 3)), in -> reduceMin(in.get(0))),
        new Example(
            "first axis", List.of(Domain.distinct(2, 3)), in -> reduceMin(in.get(0), Axes.axes(0))),
        new Example(
            "outer axes, kept",
            List.of(Domain.distinct(2, 3, 2)),
            in -> reduceMin(in.get(0), Axes.axes(0, -1).keepingDims())),
        new Example("scalar", List.of(Domain.real()), in -> reduceMin(in.get(0))),
        new Example(
            "no lines", List.of(Domain.real(0, 3)), in -> reduceMin(in.get(0), Axes.axes(1))));
  }
}
