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
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tensors joined along an axis, one behind the other.
 *
 * <p>Shape: all sizes are equal except along the axis, where they add up. Elements: any, the same
 * in all.
 *
 * <p>Derivative: for each tensor, a tangent is padded with zeros, a cotangent cut out.
 *
 * @param axis counted from the front
 */
public record Concat(int axis) implements Op {
  /**
   * Checks the axis.
   *
   * @param axis counted from the front
   * @throws ShapeException if the axis is negative
   */
  public Concat {
    Components.requireAxis(axis);
  }

  /**
   * Tensors joined along an axis.
   *
   * @param tensors at least one, of one element type
   * @param axis along which they are joined; negative counts from the end
   * @return all of them, in order
   * @throws ShapeException if there is none, the axis does not exist, or sizes differ elsewhere
   */
  public static Tensor concat(List<? extends Tensor> tensors, int axis) {
    List<Tensor> list = ArgumentException.copyOf(tensors, "tensors");
    List<String> names = IntStream.range(0, list.size()).mapToObj(i -> "input " + i).toList();
    Tensors.check(() -> requireFit(list.stream().map(Tensor::type).toList(), axis), names, list);
    return new Concat(list.get(0).shape().axis(axis)).on(list);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    requireFit(inputs, axis);
    TensorType first = inputs.get(0);
    long[] sizes = first.shape().toLongs();
    sizes[axis] = inputs.stream().mapToLong(input -> input.shape().size(axis)).sum();
    return first.withShape(Shape.of(sizes));
  }

  private static void requireFit(List<TensorType> inputs, int axis) {
    if (inputs.isEmpty()) {
      throw new ShapeException("an empty list of tensors cannot be joined; give at least one");
    }
    TensorType first = inputs.get(0);
    Violations violations = new Violations();
    violations.check(() -> first.shape().axis(axis));
    boolean hasAxis = violations.isEmpty();
    for (TensorType input : inputs) {
      violations.check(() -> requireSameType(first, input));
      if (hasAxis) {
        violations.check(
            () -> requireSameSizes(first.shape(), input.shape(), first.shape().axis(axis)));
      }
    }
    violations.throwIfAny();
  }

  /** Tensors of two element types make no tensor. */
  static void requireSameType(TensorType first, TensorType input) {
    if (input.dataType() != first.dataType()) {
      throw new TypeException(
          "only tensors of one element type are joined but got "
              + first
              + " and "
              + input
              + "; cast one of them");
    }
  }

  private static void requireSameSizes(Shape first, Shape shape, int axis) {
    boolean fits = shape.rank() == first.rank() && shape.with(axis, 0).equals(first.with(axis, 0));
    if (!fits) {
      throw new ShapeException(
          "only tensors that differ in no size but that of axis "
              + axis
              + " are joined, but shapes are "
              + first
              + " and "
              + shape
              + "; slice or broadcast one of them, or stack tensors along a new axis");
    }
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot[] sources = inputs.stream().filter(input -> input.size() > 0).toArray(Slot[]::new);
    int outer = 1;
    for (int i = 0; i < axis; i++) {
      outer *= output.shape().size(i);
    }
    int blocks = outer;
    return () -> {
      int to = 0;
      for (int block = 0; block < blocks; block++) {
        for (Slot source : sources) {
          int n = source.size() / blocks;
          source.copyTo(block * n, output, to, n);
          to += n;
        }
      }
    };
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{concat}" + Latex.over(axis) + "(#(, ))")
        .adjoint("[\\text{the same element}]", "\\mathrm{part}(#bar)");
  }

  @Override
  public List<Partial> partials(Node y) {
    List<Partial> partials = new ArrayList<>();
    int begin = 0;
    for (Tensor input : y.inputs()) {
      Slice cut = Slice.block(input.shape(), axis, begin);
      partials.add(Partial.of(t -> cut.adjoint(y.shape()).on(t), cut::on));
      begin += input.shape().size(axis);
    }
    return List.copyOf(partials);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "rows",
            List.of(Domain.real(2, 2), Domain.real(1, 2)),
            in -> concat(List.of(in.get(0), in.get(1)), 0)),
        new Example(
            "columns",
            List.of(Domain.real(2, 1), Domain.real(2, 2), Domain.real(2, 3)),
            in -> concat(in, -1)),
        new Example(
            "inner axis", List.of(Domain.real(2, 1, 3), Domain.real(2, 2, 3)), in -> concat(in, 1)),
        new Example("one tensor", List.of(Domain.real(3)), in -> concat(in, 0)),
        new Example(
            "the same twice",
            List.of(Domain.real(3)),
            in -> concat(List.of(in.get(0), in.get(0)), 0)),
        new Example(
            "with nothing", List.of(Domain.real(0, 2), Domain.real(2, 2)), in -> concat(in, 0)),
        new Example(
            "integers", List.of(Domain.indices(9, 2), Domain.indices(9, 3)), in -> concat(in, 0)),
        new Example(
            "booleans", List.of(Domain.booleans(2), Domain.booleans(3)), in -> concat(in, 0)));
  }
}
