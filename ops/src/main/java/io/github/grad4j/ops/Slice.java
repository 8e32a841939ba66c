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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Part of a tensor: some places along each axis.
 *
 * <p>Written with a {@link Range} for each axis: NumPy's {@code x[1:, ::-1]} is {@code slice(x,
 * rangeFrom(1), wholeRange().step(-1))}. Axes without a range are taken whole.
 *
 * <p>Shape: of the same rank; along each axis, as many as the range has places. Elements: any.
 *
 * <p>Derivative: the adjoint is {@link SliceScatter}.
 *
 * @param begin the first place along each axis, counted from the front
 * @param sizes how many places along each axis
 * @param strides from one place to the next along each axis
 */
public record Slice(List<Integer> begin, List<Integer> sizes, List<Integer> strides) implements Op {
  /**
   * Checks and copies the lists.
   *
   * @param begin the first place along each axis, counted from the front
   * @param sizes how many places along each axis
   * @param strides from one place to the next along each axis
   * @throws ShapeException if the lists differ in length, a place or size is negative, or a stride
   *     is 0
   * @throws ArgumentException if a list or an element is null
   */
  public Slice {
    begin = ArgumentException.copyOf(begin, "begin");
    sizes = Components.sizes(sizes);
    strides = ArgumentException.copyOf(strides, "strides");
    requirePlaces(sizes.size(), begin, strides);
  }

  /** Checks where a slice begins and how it goes on, along each of {@code rank} axes. */
  static void requirePlaces(int rank, List<Integer> begin, List<Integer> strides) {
    if (begin.size() != rank || strides.size() != rank) {
      throw new ShapeException(
          "a slice has one begin, size and stride for each axis, but there are "
              + begin.size()
              + ", "
              + rank
              + " and "
              + strides.size());
    }
    begin.forEach(place -> Components.requireCount("begin", place));
    if (strides.contains(0)) {
      throw new ShapeException("a range advances by its stride, which cannot be 0: " + strides);
    }
  }

  /**
   * Part of a tensor.
   *
   * @param x of any element type
   * @param first the places along the first axis
   * @param rest those along the axes that follow; axes without a range are taken whole
   * @return the part
   * @throws ShapeException if there are more ranges than axes
   */
  public static Tensor slice(Tensor x, Range first, Range... rest) {
    List<Range> ranges = new ArrayList<>();
    ranges.add(first);
    Collections.addAll(ranges, ArgumentException.requireNonNull(rest, "rest"));
    return slice(x, ranges);
  }

  /**
   * Part of a tensor.
   *
   * @param x of any element type
   * @param ranges the places along each axis; axes without a range are taken whole
   * @return the part
   * @throws ShapeException if there are more ranges than axes
   */
  public static Tensor slice(Tensor x, List<Range> ranges) {
    ArgumentException.requireNonNull(x, "x");
    return of(x.shape(), ranges).on(x);
  }

  /** The op that takes these places of a tensor of this shape. */
  static Slice of(Shape shape, List<Range> ranges) {
    List<Range> given = ArgumentException.copyOf(ranges, "ranges");
    List<Integer> begin = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    for (int axis = 0; axis < Math.max(shape.rank(), given.size()); axis++) {
      Range range = axis < given.size() ? given.get(axis) : Range.wholeRange();
      // A range too many is left to infer, which tells of it.
      int size = axis < shape.rank() ? shape.size(axis) : 0;
      int count = range.count(size);
      begin.add(count == 0 ? 0 : range.first(size));
      sizes.add(count);
      strides.add(count <= 1 ? 1 : range.step());
    }
    return new Slice(begin, sizes, strides);
  }

  /** The op that cuts a block of this shape out of a longer tensor. */
  static Slice block(Shape shape, int axis, int begin) {
    List<Integer> first = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
    first.set(axis, begin);
    return new Slice(first, shape.toList(), Collections.nCopies(shape.rank(), 1));
  }

  /** The adjoint of this op on a tensor of this shape. */
  SliceScatter adjoint(Shape shape) {
    return new SliceScatter(shape.toList(), begin, strides);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    requireInside(x.shape());
    return x.withShape(Shape.of(sizes));
  }

  /** Checks that the places exist in a tensor of this shape. */
  void requireInside(Shape shape) {
    int rank = shape.rank();
    if (sizes.size() != rank) {
      throw new ShapeException(
          "there are "
              + sizes.size()
              + " ranges for the "
              + rank
              + " axes of shape "
              + shape
              + "; give one for each axis, or fewer for the first of them");
    }
    for (int axis = 0; axis < rank; axis++) {
      int count = sizes.get(axis);
      long last = begin.get(axis) + (count - 1L) * strides.get(axis);
      if (count > 0 && !(isInside(begin.get(axis), shape, axis) && isInside(last, shape, axis))) {
        throw new ShapeException(
            "places "
                + begin.get(axis)
                + " to "
                + last
                + " of axis "
                + axis
                + " are not all in shape "
                + shape);
      }
    }
  }

  private static boolean isInside(long place, Shape shape, int axis) {
    return place >= 0 && place < shape.size(axis);
  }

  /** The walk over the places in a tensor of this shape. */
  Walk walk(Shape shape) {
    int[] steps = shape.strides();
    int origin = 0;
    for (int axis = 0; axis < steps.length; axis++) {
      origin += begin.get(axis) * steps[axis];
      steps[axis] *= strides.get(axis);
    }
    return new Walk(Shape.of(sizes), steps, origin);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot x = inputs.get(0);
    return walk(x.shape()).copying(x, output);
  }

  @Override
  public Notation notation() {
    List<String> places = new ArrayList<>();
    for (int axis = 0; axis < sizes.size(); axis++) {
      int stride = strides.get(axis);
      int last = begin.get(axis) + (sizes.get(axis) - 1) * stride;
      String step = stride == 1 ? "" : ", " + (begin.get(axis) + stride);
      places.add(sizes.get(axis) == 0 ? "" : begin.get(axis) + step + " \\ldots " + last);
    }
    return Notation.of("#x[" + String.join("; ", places) + "]")
        .adjoint(Latex.SAME, "\\mathrm{sliceScatter}(#bar)");
  }

  @Override
  public List<Partial> partials(Node y) {
    Shape shape = y.input(0).shape();
    return List.of(Partial.of(this::on, c -> adjoint(shape).on(c)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "block",
            List.of(Domain.real(3, 4)),
            in -> slice(in.get(0), Range.range(0, 2), Range.range(1, -1))),
        new Example(
            "every other",
            List.of(Domain.real(5)),
            in -> slice(in.get(0), Range.wholeRange().step(2))),
        new Example(
            "backwards",
            List.of(Domain.real(2, 5)),
            in -> slice(in.get(0), Range.rangeFrom(1), Range.range(4, 0).step(-2))),
        new Example(
            "first axis only",
            List.of(Domain.real(3, 2, 2)),
            in -> slice(in.get(0), Range.rangeTo(2))),
        new Example("empty", List.of(Domain.real(3)), in -> slice(in.get(0), Range.range(2, 2))),
        new Example(
            "integers", List.of(Domain.indices(9, 4)), in -> slice(in.get(0), Range.rangeFrom(-3))),
        new Example(
            "booleans", List.of(Domain.booleans(4)), in -> slice(in.get(0), Range.rangeFrom(1))));
  }
}
