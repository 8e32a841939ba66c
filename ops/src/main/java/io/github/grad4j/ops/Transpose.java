package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A tensor with its axes in another order.
 *
 * <p>Shape: axis i of the result is axis {@code permutation[i]} of x. Elements: any.
 *
 * <p>The matrices of a product need no transposed copy: see {@link MatMul#matmulTransposeA}.
 *
 * <p>Derivative: the adjoint puts the axes back.
 *
 * @param permutation each axis of x once, counted from the front
 */
public record Transpose(List<Integer> permutation) implements Op {
  /**
   * Checks and copies the list.
   *
   * @param permutation each axis of x once, counted from the front
   * @throws ShapeException if an axis is negative or named twice
   * @throws ArgumentException if the list or an element is null
   */
  public Transpose {
    permutation = Components.permutation(permutation);
  }

  /**
   * A tensor with its axes in reverse order.
   *
   * @param x of any element type
   * @return x, its first axis last
   */
  public static Tensor transpose(Tensor x) {
    ArgumentException.requireNonNull(x, "x");
    List<Integer> reversed = new ArrayList<>();
    for (int axis = x.shape().rank() - 1; axis >= 0; axis--) {
      reversed.add(axis);
    }
    return new Transpose(reversed).on(x);
  }

  /**
   * A tensor with its axes in another order.
   *
   * @param x of any element type
   * @param first the axis of x that becomes the result's first; negative counts from the end
   * @param rest the axes that follow it
   * @return x, its axes in that order
   * @throws ShapeException if not every axis of x is named exactly once
   */
  public static Tensor transpose(Tensor x, int first, int... rest) {
    // Each axis exists, and is named once.
    Axes.axes(first, rest).of(x);
    List<Integer> permutation = new ArrayList<>();
    permutation.add(x.shape().axis(first));
    for (int axis : rest) {
      permutation.add(x.shape().axis(axis));
    }
    return new Transpose(permutation).on(x);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    List<Integer> sorted = new ArrayList<>(permutation);
    Collections.sort(sorted);
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      axes.add(axis);
    }
    if (!sorted.equals(axes)) {
      throw new ShapeException(
          "the order of axes "
              + permutation
              + " does not name each axis of shape "
              + x.shape()
              + " once");
    }
    return x.withShape(Shape.of(permutation.stream().map(x.shape()::size).toList()));
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot x = inputs.get(0);
    int[] strides = x.shape().strides();
    int[] permuted = permutation.stream().mapToInt(axis -> strides[axis]).toArray();
    return new Walk(output.shape(), permuted, 0).copying(x, output);
  }

  @Override
  public Notation notation() {
    boolean isMatrix = permutation.equals(List.of(1, 0));
    return isMatrix
        ? Notation.of("#x^{\\top}").adjoint(Latex.SAME, "#bar^{\\top}")
        : Notation.of("\\mathrm{transpose}_{" + Latex.list(permutation) + "}(#x)")
            .adjoint(Latex.SAME, "\\mathrm{transpose}_{" + Latex.list(inverse()) + "}(#bar)");
  }

  @Override
  public List<Partial> partials(Node y) {
    List<Integer> inverse = inverse();
    return List.of(Partial.of(this::on, c -> new Transpose(inverse).on(c)));
  }

  private List<Integer> inverse() {
    List<Integer> inverse = new ArrayList<>(permutation);
    for (int i = 0; i < permutation.size(); i++) {
      inverse.set(permutation.get(i), i);
    }
    return inverse;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> transpose(in.get(0))),
        new Example("cycle", List.of(Domain.real(2, 3, 4)), in -> transpose(in.get(0), 1, 2, 0)),
        new Example(
            "last two of four",
            List.of(Domain.real(2, 1, 3, 2)),
            in -> transpose(in.get(0), 0, 1, -1, -2)),
        new Example("vector", List.of(Domain.real(3)), in -> transpose(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> transpose(in.get(0))),
        new Example("empty", List.of(Domain.real(0, 3)), in -> transpose(in.get(0))),
        new Example("integers", List.of(Domain.indices(9, 2, 3)), in -> transpose(in.get(0))),
        new Example("booleans", List.of(Domain.booleans(2, 3)), in -> transpose(in.get(0))));
  }
}
