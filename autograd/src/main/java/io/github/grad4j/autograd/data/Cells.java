package io.github.grad4j.autograd.data;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The elements of a dense array in c order, read and written one by one without an object for each.
 *
 * <p>It holds the array: a direct buffer alone would let the garbage collector free the memory.
 */
final class Cells {
  private static final FloatBuffer NO_FLOATS = FloatBuffer.allocate(0);
  private static final DoubleBuffer NO_DOUBLES = DoubleBuffer.allocate(0);
  private static final LongBuffer NO_LONGS = LongBuffer.allocate(0);

  private final INDArray array;
  private final DataType dataType;
  private FloatBuffer floats = NO_FLOATS;
  private DoubleBuffer doubles = NO_DOUBLES;
  private LongBuffer longs = NO_LONGS;

  private Cells(INDArray array) {
    this.array = array;
    this.dataType = array.dataType();
    Pointer pointer = array.data().pointer();
    switch (dataType) {
      case FLOAT -> floats = ((FloatPointer) pointer).asBuffer();
      case DOUBLE -> doubles = ((DoublePointer) pointer).asBuffer();
      default -> longs = ((LongPointer) pointer).asBuffer();
    }
  }

  /**
   * The elements of an array that begins where its buffer does, dense in c order and not empty.
   *
   * @param array FLOAT, DOUBLE or LONG
   */
  static Cells of(INDArray array) {
    return new Cells(array);
  }

  /** New memory, outside of any workspace. */
  static Cells allocate(DataType dataType, Shape shape) {
    TensorType type = new TensorType(dataType, shape);
    return new Cells(Nd4j.createUninitializedDetached(dataType, 'c', type.shape().toLongs()));
  }

  INDArray array() {
    return array;
  }

  double get(int index) {
    return switch (dataType) {
      case FLOAT -> floats.get(index);
      case DOUBLE -> doubles.get(index);
      default -> longs.get(index);
    };
  }

  void set(int index, double value) {
    if (dataType == DataType.FLOAT) {
      floats.put(index, (float) value);
    } else {
      doubles.put(index, value);
    }
  }

  void setLong(int index, long value) {
    longs.put(index, value);
  }

  /** Copies {@code n} elements to another place in cells of the same type. */
  void copyTo(int from, Cells target, int to, int n) {
    switch (dataType) {
      case FLOAT -> target.floats.put(to, floats, from, n);
      case DOUBLE -> target.doubles.put(to, doubles, from, n);
      default -> target.longs.put(to, longs, from, n);
    }
  }
}
