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
import io.github.grad4j.ops.internal.Walk;
import io.github.grad4j.ops.internal.Zeros;
import java.util.Arrays;
import java.util.List;

/**
 * Zeros, with a tensor put into part of them: the adjoint of {@link Slice}.
 *
 * <p>Shape: the one given; x has the shape that slicing it would give. Elements: any; false where
 * they are BOOL. It pads: {@code sliceScatter(x, Shape.of(5), List.of(range(1, 4)))} is a vector of
 * 3 with a zero on either side.
 *
 * <p>Derivative: the adjoint is {@link Slice}.
 *
 * @param sizes the sizes of the result
 * @param begin where x begins along each axis
 * @param strides from one element of x to the next along each axis
 */
public record SliceScatter(List<Integer> sizes, List<Integer> begin, List<Integer> strides)
    implements Op {
  /**
   * Checks and copies the lists.
   *
   * @param sizes the sizes of the result
   * @param begin where x begins along each axis
   * @param strides from one element of x to the next along each axis
   * @throws ShapeException if the lists differ in length, a place or size is negative, or a stride
   *     is 0
   * @throws ArgumentException if a list or an element is null
   */
  public SliceScatter {
    sizes = Components.sizes(sizes);
    begin = ArgumentException.copyOf(begin, "begin");
    strides = ArgumentException.copyOf(strides, "strides");
    Slice.requirePlaces(sizes.size(), begin, strides);
  }

  /**
   * Zeros, with a tensor put into part of them.
   *
   * @param x of any element type
   * @param shape the result's shape
   * @param ranges the places along each axis that x takes; without a range, all of them
   * @return of that shape and x's element type
   * @throws ShapeException if the places are not as many as x has elements along each axis
   */
  public static Tensor sliceScatter(Tensor x, Shape shape, List<Range> ranges) {
    Slice slice = Slice.of(ArgumentException.requireNonNull(shape, "shape"), ranges);
    Tensors.check(
        () -> requirePlaces(slice, ranges, shape, x.shape()), List.of("x"), Arrays.asList(x));
    return slice.adjoint(shape).on(x);
  }

  private static void requirePlaces(Slice slice, List<Range> ranges, Shape shape, Shape x) {
    if (!Shape.of(slice.sizes()).equals(x)) {
      throw new ShapeException(
          "places "
              + ranges
              + " of shape "
              + shape
              + " have shape "
              + Shape.of(slice.sizes())
              + ", but what is put there has shape "
              + x
              + "; reshape it or broadcast it to that shape");
    }
  }

  /** The op that takes x out again. */
  private Slice slice(Shape x) {
    return new Slice(begin, x.toList(), strides);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    Shape shape = Shape.of(sizes);
    slice(x.shape()).requireInside(shape);
    return x.withShape(shape);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot x = inputs.get(0);
    Walk walk = slice(x.shape()).walk(output.shape());
    return () -> {
      Zeros.fill(output);
      walk.copyBack(x, output);
    };
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{sliceScatter}" + Latex.sizes(sizes) + "(#x)")
        .adjoint(Latex.SAME, "\\mathrm{slice}(#bar)");
  }

  @Override
  public List<Partial> partials(Node y) {
    Slice slice = slice(y.input(0).shape());
    return List.of(Partial.of(this::on, slice::on));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "block",
            List.of(Domain.real(2, 2)),
            in ->
                sliceScatter(
                    in.get(0), Shape.of(3, 4), List.of(Range.range(0, 2), Range.range(1, 3)))),
        new Example(
            "backwards",
            List.of(Domain.real(2, 2)),
            in ->
                sliceScatter(
                    in.get(0),
                    Shape.of(2, 5),
                    List.of(Range.wholeRange(), Range.range(4, 0).step(-2)))),
        new Example(
            "nothing",
            List.of(Domain.real(0)),
            in -> sliceScatter(in.get(0), Shape.of(3), List.of(Range.range(2, 2)))),
        new Example(
            "integers",
            List.of(Domain.indices(9, 2)),
            in -> sliceScatter(in.get(0), Shape.of(3), List.of(Range.rangeFrom(1)))));
  }
}
