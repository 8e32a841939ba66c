package io.github.grad4j.core;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Native memory of ND4J, and arrays over it. */
final class Memory {
  private Memory() {}

  /** Memory for {@code length} elements outside of any workspace; at least one is allocated. */
  static DataBuffer allocate(DataType type, long length) {
    Backend.require();
    return Nd4j.createBufferDetached(new long[] {Math.max(1, length)}, type);
  }

  /** An array over part of a buffer; the shape may be empty or of rank 0. */
  static INDArray array(DataBuffer buffer, long offset, Shape shape) {
    int[] strides = shape.strides();
    long[] longStrides = new long[strides.length];
    for (int i = 0; i < strides.length; i++) {
      longStrides[i] = strides[i];
    }
    return Nd4j.create(buffer, shape.toLongs(), longStrides, offset, 'c');
  }

  /** Whether the elements lie one after the other in c order, so that they are copied at once. */
  static boolean isDense(INDArray array) {
    if (array.ordering() != 'c') {
      return false;
    }
    long expected = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      // The stride of an axis of size 1 is never used, and ND4J does not keep it tidy.
      if (array.size(axis) != 1 && array.stride(axis) != expected) {
        return false;
      }
      expected *= array.size(axis);
    }
    return true;
  }

  /** Copies an array, whatever its order and strides, to a slot of its type. */
  static void copy(INDArray array, Slot target) {
    if (array.isEmpty()) {
      return;
    }
    if (isDense(array)) {
      dense(array).copyTo(target);
    } else {
      target.array().assign(array);
    }
  }

  /** A slot with a copy of an array, in memory that no workspace takes back. */
  static Slot copyOf(INDArray array) {
    TensorType type = typeOf(array);
    Slot copy = new Slot(type, Block.allocate(type.dataType(), type.shape().size()));
    copy(array, copy);
    return copy;
  }

  /** A slot in the memory of an array that is dense in c order and not empty. */
  static Slot dense(INDArray array) {
    TensorType type = typeOf(array);
    return new Slot(type, new Block(array.data(), array.offset(), type.shape().size()));
  }

  /** The type of an array, if it is open and of a type that tensors may have. */
  static TensorType typeOf(INDArray array) {
    if (ArgumentException.requireNonNull(array, "the array").wasClosed()) {
      throw new PlanException("the array was closed already; pass one that is still open");
    }
    Shape shape = Shape.of(array.shape());
    // ND4J's empty array has the sizes of a scalar, which it is not.
    if (array.isEmpty() && shape.size() > 0) {
      throw new ShapeException(
          "an empty array of shape "
              + shape
              + " has no value; make one with an axis of size 0, such as Nd4j.create(DataType."
              + array.dataType()
              + ", 0)");
    }
    return new TensorType(array.dataType(), shape);
  }
}
