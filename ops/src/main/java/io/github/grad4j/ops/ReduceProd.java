package io.github.grad4j.ops;

import static io.github.grad4j.ops.BroadcastTo.broadcastTo;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Reshape.reshape;
import static io.github.grad4j.ops.Slice.slice;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Product of the elements along axes: y = Π x.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}. The
 * product over an empty axis is 1. Halves are multiplied with each other until one element is left,
 * each step rounded to x's type.
 *
 * <p>Derivative: for each element the product of the others. It comes from the multiplications, not
 * from y/x, and so is right for elements that are 0, to any order.
 */
public final class ReduceProd {
  private ReduceProd() {}

  /**
   * The product of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor reduceProd(Tensor x) {
    return reduceProd(x, Axes.allAxes());
  }

  /**
   * The product along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return the products
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor reduceProd(Tensor x, Axes axes) {
    List<Integer> reduced = Composites.reduced(x, axes);
    int axis = reduced.isEmpty() ? 0 : reduced.get(0);
    Tensor product = product(Reducing.merged(x, reduced), axis);
    return reshape(product, Reducing.reduced(x.shape(), reduced, axes.keepsDims()));
  }

  /** The product along one axis, which stays with size 1. */
  private static Tensor product(Tensor x, int axis) {
    int n = x.shape().size(axis);
    if (n == 0) {
      return broadcastTo(Constant.like(x, 1), x.shape().with(axis, 1));
    }
    if (n == 1) {
      return x;
    }
    int half = n / 2;
    Tensor halves = multiply(part(x, axis, 0, half), part(x, axis, half, 2 * half));
    Tensor even = product(halves, axis);
    return n % 2 == 0 ? even : multiply(even, part(x, axis, n - 1, n));
  }

  private static Tensor part(Tensor x, int axis, int begin, int end) {
    List<Range> ranges = new ArrayList<>(Collections.nCopies(axis, Range.wholeRange()));
    ranges.add(Range.range(begin, end));
    return slice(x, ranges);
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.real(2, 3)), in -> reduceProd(in.get(0))),
        new Example(
            "zeros",
            List.of(Domain.given(Shape.of(2, 3), 2, 0, 3, 0, -1, 0)),
            in -> reduceProd(in.get(0), Axes.axes(1))),
        new Example(
            "first axis", List.of(Domain.real(5, 2)), in -> reduceProd(in.get(0), Axes.axes(0))),
        new Example(
            "outer axes, kept",
            List.of(Domain.real(2, 3, 2)),
            in -> reduceProd(in.get(0), Axes.axes(0, -1).keepingDims())),
        new Example("scalar", List.of(Domain.real()), in -> reduceProd(in.get(0))),
        new Example(
            "empty axis", List.of(Domain.real(2, 0)), in -> reduceProd(in.get(0), Axes.axes(1))));
  }
}
