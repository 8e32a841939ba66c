package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.nio.LongBuffer;
import java.util.Arrays;

/** The check that indices lie in their range. */
public final class Indices {
  private Indices() {}

  /**
   * Checks all indices, in each run.
   *
   * @param indices the elements of a LONG slot
   * @param shape the slot's shape
   * @param size how many different indices there are
   * @throws IndexException if an index is outside [0, size)
   */
  public static void require(LongBuffer indices, Shape shape, int size) {
    int n = shape.size();
    for (int i = 0; i < n; i++) {
      long index = indices.get(i);
      if (index < 0 || index >= size) {
        throw new IndexException("index " + index + at(shape, i) + " is outside [0, " + size + ")");
      }
    }
  }

  /**
   * Checks indices that are known before any run.
   *
   * @param indices a LONG tensor; nothing is checked unless it is a constant
   * @param size how many different indices there are
   * @throws IndexException if an index is outside [0, size)
   */
  public static void requireIfConstant(Tensor indices, int size) {
    if (indices instanceof Constant && indices.type().isInteger() && indices.shape().size() > 0) {
      require(LongBuffer.wrap(indices.evaluate().data().asLong()), indices.shape(), size);
    }
  }

  private static String at(Shape shape, int element) {
    return shape.rank() == 0 ? "" : " at " + Arrays.toString(along(shape, element));
  }

  /** The index along each axis of an element counted in c order. */
  static int[] along(Shape shape, int element) {
    int[] index = new int[shape.rank()];
    int rest = element;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.size(axis);
      rest /= shape.size(axis);
    }
    return index;
  }
}
