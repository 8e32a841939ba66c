package io.github.grad4j.ops;

import io.github.grad4j.core.Alias;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * The same elements, in c order, under another shape.
 *
 * <p>Shape: the one given, of as many elements; one size may be left to be computed, written -1.
 * Elements: any. No data moves.
 *
 * <p>Derivative: the adjoint reshapes back.
 *
 * @param sizes the sizes of the result
 */
public record Reshape(List<Integer> sizes) implements Alias {
  /**
   * Checks and copies the list.
   *
   * @param sizes the sizes of the result
   * @throws ShapeException if a size is negative, or the elements are too many
   * @throws ArgumentException if the list or an element is null
   */
  public Reshape {
    sizes = Components.sizes(sizes);
  }

  /**
   * The same elements under another shape.
   *
   * @param x of any element type
   * @param shape the result's shape, of as many elements
   * @return x under that shape; x itself if it has it already
   * @throws ShapeException if the number of elements differs
   */
  public static Tensor reshape(Tensor x, Shape shape) {
    ArgumentException.requireNonNull(x, "x");
    ArgumentException.requireNonNull(shape, "shape");
    return x.shape().equals(shape) ? x : new Reshape(shape.toList()).on(x);
  }

  /**
   * The same elements under other sizes.
   *
   * @param x of any element type
   * @param first the size of the first axis
   * @param rest the sizes of the others; at most one size may be -1, which stands for what is left
   * @return x under that shape
   * @throws ShapeException if the number of elements differs, -1 stands there twice, or what is
   *     left is no whole number
   */
  public static Tensor reshape(Tensor x, int first, int... rest) {
    int[] sizes = new int[ArgumentException.requireNonNull(rest, "rest").length + 1];
    sizes[0] = first;
    System.arraycopy(rest, 0, sizes, 1, rest.length);
    return reshape(x, sizes);
  }

  /**
   * The same elements under other sizes.
   *
   * @param x of any element type
   * @param sizes the result's sizes; at most one may be -1, which stands for what is left
   * @return x under that shape
   * @throws ShapeException if the number of elements differs, -1 stands there twice, or what is
   *     left is no whole number
   */
  public static Tensor reshape(Tensor x, int[] sizes) {
    ArgumentException.requireNonNull(sizes, "sizes");
    return reshape(x, Composites.shape("x", x, shape -> resolve(shape, sizes)));
  }

  private static Shape resolve(Shape from, int[] sizes) {
    int[] resolved = sizes.clone();
    int open = -1;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] != -1) {
        continue;
      }
      if (open >= 0) {
        throw new ShapeException(
            "shape "
                + from
                + " cannot become "
                + Arrays.toString(sizes)
                + ": only one size may be -1; write out the others");
      }
      open = axis;
    }
    if (open >= 0) {
      resolved[open] = 1;
      // A shape counts without overflow.
      int known = Shape.of(resolved).size();
      if (known == 0 || from.size() % known != 0) {
        throw new ShapeException(
            "shape "
                + from
                + " cannot become "
                + Arrays.toString(sizes)
                + ": "
                + from.size()
                + " elements are not a multiple of "
                + known);
      }
      resolved[open] = from.size() / known;
    }
    return Shape.of(resolved);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    Shape shape = Shape.of(sizes);
    if (shape.size() != x.shape().size()) {
      throw new ShapeException(
          "shape "
              + x.shape()
              + " with "
              + x.shape().size()
              + " elements cannot become "
              + shape
              + " with "
              + shape.size()
              + "; a reshape keeps them all, so slice, reduce or broadcast for another number");
    }
    return x.withShape(shape);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{reshape}" + Latex.sizes(sizes) + "(#x)")
        .adjoint(Latex.SAME, "\\mathrm{reshape}(#bar)");
  }

  @Override
  public List<Partial> partials(Node y) {
    Shape from = y.input(0).shape();
    return List.of(Partial.of(t -> reshape(t, y.shape()), c -> reshape(c, from)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> reshape(in.get(0), 3, 2)),
        new Example("size left open", List.of(Domain.real(2, 3)), in -> reshape(in.get(0), -1)),
        new Example(
            "to a scalar", List.of(Domain.real(1, 1)), in -> reshape(in.get(0), Shape.scalar())));
  }
}
