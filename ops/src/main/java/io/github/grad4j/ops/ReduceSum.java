package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.internal.Reductions;
import java.util.List;

/**
 * Sum of the elements along axes: y = Σ x.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. The sum
 * over an empty axis is 0.
 *
 * <p>Accuracy: FLOAT is accumulated in double precision, DOUBLE in blocks whose sums are added with
 * compensation (Neumaier 1974), so that ten million terms lose nothing visible.
 *
 * <p>Derivative: a cotangent is stretched over the axes again.
 *
 * @param axes distinct, ascending, counted from the front
 * @param keepDims whether they stay with size 1
 */
public record ReduceSum(List<Integer> axes, boolean keepDims) implements Reducing {
  /**
   * Checks and copies the list.
   *
   * @param axes distinct, ascending, counted from the front
   * @param keepDims whether they stay with size 1
   * @throws ShapeException if an axis is negative or named twice
   * @throws ArgumentException if the list or an element is null
   */
  public ReduceSum {
    axes = Components.axes(axes);
  }

  /**
   * The sum of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceSum(Tensor x) {
    return reduceSum(x, Axes.allAxes());
  }

  /**
   * The sum along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the sums
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceSum(Tensor x, Axes axes) {
    return new ReduceSum(Composites.reduced(x, axes), axes.keepsDims()).on(x);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    return Reductions.sum(inputs.get(0), axes, output);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\sum" + Latex.over(axes) + " #x")
        .adjoint(Latex.TERM, "\\mathrm{spread}" + Latex.over(axes) + "(#bar)");
  }

  @Override
  public List<Partial> partials(Node y) {
    Shape shape = y.input(0).shape();
    return List.of(Partial.of(t -> new ReduceSum(axes, keepDims).on(t), c -> stretch(c, shape)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.real(2, 3)), in -> reduceSum(in.get(0))),
        new Example(
            "first axis", List.of(Domain.real(2, 3)), in -> reduceSum(in.get(0), Axes.axes(0))),
        new Example(
            "outer axes, kept",
            List.of(Domain.real(2, 3, 4)),
            in -> reduceSum(in.get(0), Axes.axes(0, -1).keepingDims())),
        new Example(
            "empty axis", List.of(Domain.real(2, 0)), in -> reduceSum(in.get(0), Axes.axes(1))));
  }
}
