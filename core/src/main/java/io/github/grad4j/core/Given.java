package io.github.grad4j.core;

import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Values that a user hands over: their type, and how to copy them into a slot.
 *
 * @param type the type the values have by themselves
 * @param writer copies them into a slot of as many elements
 */
record Given(TensorType type, Consumer<Slot> writer) {

  static Given of(INDArray array) {
    INDArray dense = Memory.dense(array);
    TensorType type = Memory.typeOf(array);
    return new Given(
        type,
        slot -> {
          if (slot.size() > 0) {
            new Slot(type, new Block(dense.data(), dense.offset(), type.shape().size()))
                .copyTo(slot);
          }
        });
  }

  static Given of(double[] values, Shape shape) {
    TensorType type = typed(DataType.DOUBLE, values.length, shape);
    return new Given(type, slot -> slot.write(0, values, values.length));
  }

  static Given of(float[] values, Shape shape) {
    TensorType type = typed(DataType.FLOAT, values.length, shape);
    return new Given(
        type,
        slot -> {
          if (slot.holds(DataType.FLOAT)) {
            slot.floats().put(0, values, 0, values.length);
          } else {
            for (int i = 0; i < values.length; i++) {
              slot.set(i, values[i]);
            }
          }
        });
  }

  static Given of(long[] values, Shape shape) {
    TensorType type = typed(DataType.INT64, values.length, shape);
    return new Given(type, slot -> slot.longs().put(0, values, 0, values.length));
  }

  static Given of(boolean[] values, Shape shape) {
    TensorType type = typed(DataType.BOOL, values.length, shape);
    return new Given(
        type,
        slot -> {
          for (int i = 0; i < values.length; i++) {
            slot.set(i, values[i] ? 1 : 0);
          }
        });
  }

  private static TensorType typed(DataType dataType, int count, Shape shape) {
    if (count != shape.size()) {
      throw new ShapeException(
          count + " values do not fill shape " + shape + ", which has " + shape.size());
    }
    return new TensorType(dataType, shape);
  }

  /**
   * Copies the values into a slot whose type is fixed. Java's floating-point arrays are rounded to
   * the slot's precision, as a number in a formula is; an array of ND4J must have the very type.
   *
   * @param what names the slot in messages
   */
  void writeTo(Slot slot, Object what) {
    requireFit(type, slot, what);
    writer.accept(slot);
  }

  /** Checks that values of a type may be copied into a slot; {@code what} names it in messages. */
  static void requireFit(TensorType type, Slot slot, Object what) {
    if (!type.shape().equals(slot.shape())) {
      throw new ShapeException(
          what + " has shape " + slot.shape() + " but the values have shape " + type.shape());
    }
    if (type.dataType() != slot.type().dataType()) {
      throw new TypeException(
          what
              + " holds "
              + slot.type().dataType()
              + " but the values are "
              + type.dataType()
              + "; cast them to "
              + slot.type().dataType());
    }
  }

  /** The same values for a slot of another floating-point type, rounded as they are written. */
  Given as(DataType dataType) {
    boolean floating = dataType == DataType.FLOAT || dataType == DataType.DOUBLE;
    return floating && type.isFloating() ? new Given(type.withDataType(dataType), writer) : this;
  }
}
