package io.github.grad4j.ops;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Violations;
import java.util.ArrayList;
import java.util.List;

/**
 * What all reductions share: axes that are removed from the shape, or kept with size 1.
 *
 * <p>The axes of the record are distinct, ascending and counted from the front, as {@link Axes#of}
 * gives them, so that one reduction is written one way.
 */
public interface Reducing extends Op {
  /**
   * The axes reduced.
   *
   * @return distinct, ascending, counted from the front
   */
  List<Integer> axes();

  /**
   * Whether they stay behind with size 1.
   *
   * @return true if the rank stays the same
   */
  boolean keepDims();

  /** The input's element type, without the reduced axes. */
  @Override
  default List<String> inputNames() {
    return List.of("x");
  }

  @Override
  default TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    Violations violations = new Violations();
    violations.check(() -> requireFloating(x));
    axes().forEach(axis -> violations.check(() -> x.shape().axis(axis)));
    violations.throwIfAny();
    return x.withShape(reduced(x.shape(), axes(), keepDims()));
  }

  /**
   * The type given, if it has derivatives.
   *
   * @param x the type of an input
   * @return x
   * @throws TypeException if it is LONG or BOOL
   */
  static TensorType requireFloating(TensorType x) {
    if (!x.isFloating()) {
      throw new TypeException("takes FLOAT or DOUBLE but got " + x + "; cast it first");
    }
    return x;
  }

  /**
   * The shape that a reduction leaves.
   *
   * @param shape the shape reduced
   * @param axes distinct axes, counted from the front
   * @param keepDims whether they stay with size 1
   * @return the result's shape
   */
  static Shape reduced(Shape shape, List<Integer> axes, boolean keepDims) {
    return keepDims ? kept(shape, axes) : removed(shape, axes);
  }

  /**
   * A tensor in which some axes are brought together and merged into one.
   *
   * <p>The merged axis stands where the first of them stood; without any, at 0 and with size 1.
   *
   * @param x of any element type
   * @param axes distinct, ascending, counted from the front
   * @return the same elements; nothing is moved if the axes are neighbours
   */
  static Tensor merged(Tensor x, List<Integer> axes) {
    int place = axes.isEmpty() ? 0 : axes.get(0);
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      if (!axes.contains(axis)) {
        order.add(axis);
      }
    }
    boolean neighbours = axes.isEmpty() || axes.get(axes.size() - 1) - place + 1 == axes.size();
    order.addAll(place, axes);
    return Reshape.reshape(
        neighbours ? x : new Transpose(order).on(x),
        removed(x.shape(), axes).inserting(place, count(x.shape(), axes)));
  }

  /**
   * A shape with size 1 on the reduced axes: what {@code keepingDims()} gives.
   *
   * @param shape the shape reduced
   * @param axes distinct axes, counted from the front
   * @return a shape of the same rank, to which {@code shape} is reduced
   */
  static Shape kept(Shape shape, List<Integer> axes) {
    int[] sizes = shape.sizes();
    axes.forEach(axis -> sizes[axis] = 1);
    return Shape.of(sizes);
  }

  /**
   * A shape without the reduced axes.
   *
   * @param shape the shape reduced
   * @param axes distinct axes, counted from the front
   * @return a shape of as many axes less
   */
  static Shape removed(Shape shape, List<Integer> axes) {
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!axes.contains(axis)) {
        sizes.add(shape.size(axis));
      }
    }
    return Shape.of(sizes);
  }

  /**
   * How many elements of a shape are reduced to one.
   *
   * @param shape the shape reduced
   * @param axes distinct axes, counted from the front
   * @return the product of the sizes of the axes
   */
  static int count(Shape shape, List<Integer> axes) {
    int count = 1;
    for (int axis : axes) {
      count *= shape.size(axis);
    }
    return count;
  }

  /**
   * A tensor of the reduced shape, stretched back over the reduced axes.
   *
   * @param reduced what the reduction gave, or a cotangent of it, its axes removed or kept
   * @param shape the shape that was reduced
   * @return of that shape
   */
  default Tensor stretch(Tensor reduced, Shape shape) {
    return BroadcastTo.broadcastTo(Reshape.reshape(reduced, kept(shape, axes())), shape);
  }
}
