package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the components of an op's record must be, whatever it is applied to. */
final class Components {
  private Components() {}

  /**
   * Checks an axis that is counted from the front.
   *
   * @throws ShapeException if it is negative
   */
  static void requireAxis(int axis) {
    if (axis < 0) {
      throw new ShapeException(
          "an op's own axis is counted from the front, from 0, but it is "
              + axis
              + "; only the factory counts from the end");
    }
  }

  /**
   * Checks how many there are of something.
   *
   * @param name what messages call the number
   * @throws ShapeException if it is negative
   */
  static void requireCount(String name, int count) {
    if (count < 0) {
      throw new ShapeException(name + " is never negative, but it is " + count);
    }
  }

  /**
   * A copy of axes that are counted from the front, in ascending order.
   *
   * @throws ShapeException if one is negative or named twice
   * @throws ArgumentException if the list or an element is null
   */
  static List<Integer> axes(List<Integer> axes) {
    return permutation(axes).stream().sorted().toList();
  }

  /**
   * A copy of axes that are counted from the front, in the order given.
   *
   * @throws ShapeException if one is negative or named twice
   * @throws ArgumentException if the list or an element is null
   */
  static List<Integer> permutation(List<Integer> axes) {
    List<Integer> copy = ArgumentException.copyOf(axes, "axes");
    Set<Integer> distinct = new HashSet<>();
    for (int axis : copy) {
      requireAxis(axis);
      if (!distinct.add(axis)) {
        throw new ShapeException(
            "axis " + axis + " is named twice in " + copy + "; name each axis once");
      }
    }
    return copy;
  }

  /**
   * A copy of the sizes of a shape.
   *
   * @throws ShapeException if one is negative, or the elements are too many
   * @throws ArgumentException if the list or an element is null
   */
  static List<Integer> sizes(List<Integer> sizes) {
    return Shape.of(sizes).toList();
  }
}
