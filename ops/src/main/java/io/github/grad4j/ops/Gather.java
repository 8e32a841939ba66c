package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
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
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Violations;
import io.github.grad4j.ops.internal.Indices;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows, or other slices along an axis, picked by their indices.
 *
 * <p>Shape: the indices' shape takes the place of the axis: x of [10, 3] and indices of [4, 2] give
 * [4, 2, 3] along axis 0; a scalar index takes the axis away. Elements: any.
 *
 * <p>Indices lie in [0, size of the axis) and may repeat; each run checks them, and constant ones
 * are checked when the formula is written.
 *
 * <p>Derivative: for x, the adjoint is {@link ScatterAdd}.
 *
 * @param axis counted from the front
 */
public record Gather(int axis) implements Op {
  /**
   * Checks the axis.
   *
   * @param axis counted from the front
   * @throws ShapeException if the axis is negative
   */
  public Gather {
    Components.requireAxis(axis);
  }

  /**
   * Slices along an axis, picked by their indices.
   *
   * @param x of any element type
   * @param indices LONG, of any shape
   * @param axis the axis of x; negative counts from the end
   * @return the slices
   * @throws io.github.grad4j.core.ShapeException if the axis does not exist
   * @throws TypeException if the indices are not LONG
   * @throws io.github.grad4j.core.IndexException if a constant index is outside the axis
   */
  public static Tensor gather(Tensor x, Tensor indices, int axis) {
    Tensors.check(
        () -> requireFit(x.type(), indices.type(), axis),
        List.of("x", "indices"),
        Arrays.asList(x, indices));
    Tensors.check(
        () -> Indices.requireIfConstant(indices, x.shape().size(axis)),
        List.of("indices", "x"),
        List.of(indices, x));
    return new Gather(x.shape().axis(axis)).on(x, indices);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x", "indices");
  }

  private static void requireFit(TensorType x, TensorType indices, int axis) {
    Violations violations = new Violations();
    violations.check(() -> OneHot.requireLong(indices));
    violations.check(() -> x.shape().axis(axis));
    violations.throwIfAny();
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    TensorType indices = inputs.get(1);
    requireFit(x, indices, axis);
    List<Integer> sizes = new ArrayList<>(x.shape().without(axis).toList());
    sizes.addAll(axis, indices.shape().toList());
    return x.withShape(Shape.of(sizes));
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot x = inputs.get(0);
    Slot indices = inputs.get(1);
    Shape shape = x.shape();
    int length = shape.size(axis);
    int inner = shape.strides()[axis];
    int picked = indices.size();
    int outer = output.size() / (picked * inner);
    return () -> {
      LongBuffer which = indices.longs();
      Indices.require(which, indices.shape(), length);
      int to = 0;
      for (int block = 0; block < outer; block++) {
        for (int i = 0; i < picked; i++) {
          int from = (block * length + (int) which.get(i)) * inner;
          x.copyTo(from, output, to, inner);
          to += inner;
        }
      }
    };
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{gather}" + Latex.over(axis) + "(#x, #indices)")
        .adjoint(Latex.SAME, "\\mathrm{scatterAdd}" + Latex.over(axis) + "(#bar, #indices)")
        .none();
  }

  @Override
  public List<Partial> partials(Node y) {
    Tensor indices = y.input(1);
    ScatterAdd adjoint = new ScatterAdd(axis, y.input(0).shape().size(axis));
    return List.of(Partial.of(t -> on(t, indices), c -> adjoint.on(c, indices)), Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "rows, some twice",
            List.of(Domain.real(3, 2)),
            in -> gather(in.get(0), Constant.of(new long[] {2, 0, 2}, Shape.of(3)), 0)),
        new Example(
            "columns",
            List.of(Domain.real(2, 3), Domain.indices(3, 2)),
            in -> gather(in.get(0), in.get(1), -1)),
        new Example(
            "matrix of indices, inner axis",
            List.of(Domain.real(2, 3, 2), Domain.indices(3, 2, 2)),
            in -> gather(in.get(0), in.get(1), 1)),
        new Example(
            "scalar index",
            List.of(Domain.real(3, 2), Domain.indices(3)),
            in -> gather(in.get(0), in.get(1), 0)),
        new Example(
            "no indices",
            List.of(Domain.real(3, 2), Domain.indices(3, 0)),
            in -> gather(in.get(0), in.get(1), 0)),
        new Example(
            "integers",
            List.of(Domain.indices(9, 4), Domain.indices(4, 3)),
            in -> gather(in.get(0), in.get(1), 0)),
        new Example(
            "booleans",
            List.of(Domain.booleans(4), Domain.indices(4, 3)),
            in -> gather(in.get(0), in.get(1), 0)));
  }
}
