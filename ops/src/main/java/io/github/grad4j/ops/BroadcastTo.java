package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.Walk;
import java.util.List;

/**
 * A tensor stretched to a shape: axes are aligned at the last, and an axis of size 1, or a missing
 * one, is repeated.
 *
 * <p>Shape: the one given; x must broadcast to it (NumPy's {@code broadcast_to}). Elements: any.
 *
 * <p>Derivative: the adjoint is {@link SumTo}.
 *
 * @param sizes the sizes of the result
 */
public record BroadcastTo(List<Integer> sizes) implements Op {
  /**
   * Checks and copies the list.
   *
   * @param sizes the sizes of the result
   * @throws ShapeException if a size is negative, or the elements are too many
   * @throws ArgumentException if the list or an element is null
   */
  public BroadcastTo {
    sizes = Components.sizes(sizes);
  }

  /**
   * A tensor stretched to a shape.
   *
   * @param x of any element type
   * @param shape the result's shape
   * @return x, repeated along the stretched axes; x itself if it has the shape already
   * @throws ShapeException if x's shape does not broadcast to it
   */
  public static Tensor broadcastTo(Tensor x, Shape shape) {
    ArgumentException.requireNonNull(x, "x");
    ArgumentException.requireNonNull(shape, "shape");
    return x.shape().equals(shape) ? x : new BroadcastTo(shape.toList()).on(x);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    Shape shape = Shape.of(sizes);
    if (!x.shape().broadcastsTo(shape)) {
      throw new ShapeException(
          "shape "
              + x.shape()
              + " does not broadcast to "
              + shape
              + "; aligned at the last axis, each size must be equal or 1, and no axis is dropped");
    }
    return x.withShape(shape);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot x = inputs.get(0);
    return Walk.broadcast(x.shape(), output.shape()).copying(x, output);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{broadcast}" + Latex.sizes(sizes) + "(#x)")
        .adjoint(Latex.SAME, "\\mathrm{sumTo}(#bar)");
  }

  @Override
  public List<Partial> partials(Node y) {
    Shape from = y.input(0).shape();
    return List.of(Partial.of(t -> broadcastTo(t, y.shape()), c -> SumTo.sumTo(c, from)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "row to matrix", List.of(Domain.real(3)), in -> broadcastTo(in.get(0), Shape.of(2, 3))),
        new Example(
            "inner axis",
            List.of(Domain.real(2, 1, 3)),
            in -> broadcastTo(in.get(0), Shape.of(2, 4, 3))),
        new Example(
            "to nothing", List.of(Domain.real(1)), in -> broadcastTo(in.get(0), Shape.of(0))));
  }
}
