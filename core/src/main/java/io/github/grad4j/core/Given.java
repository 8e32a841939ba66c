package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Values that a user hands over: their type, and how to copy them into a slot.
 *
 * @param type the type the values have by themselves
 * @param writer copies them into a slot of as many elements
 */
record Given(TensorType type, Consumer<Slot> writer) {
  private static final String VALUES = "the array of values";

  static Given of(Constant constant) {
    return new Given(requireNonNull(constant, "the constant").type(), constant::writeTo);
  }

  static Given of(INDArray array) {
    return new Given(Memory.typeOf(array), slot -> Memory.copy(array, slot));
  }

  /** A number that takes a tensor's element type. */
  static Given like(Tensor tensor, double number) {
    return of(Constant.like(tensor, number));
  }

  static Given of(double[] values, Shape shape) {
    TensorType type = typed(DataType.DOUBLE, requireNonNull(values, VALUES).length, shape);
    return new Given(type, slot -> slot.write(0, values, values.length));
  }

  static Given of(float[] values, Shape shape) {
    TensorType type = typed(DataType.FLOAT, requireNonNull(values, VALUES).length, shape);
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
    TensorType type = typed(DataType.INT64, requireNonNull(values, VALUES).length, shape);
    return new Given(type, slot -> slot.longs().put(0, values, 0, values.length));
  }

  static Given of(boolean[] values, Shape shape) {
    TensorType type = typed(DataType.BOOL, requireNonNull(values, VALUES).length, shape);
    return new Given(
        type,
        slot -> {
          for (int i = 0; i < values.length; i++) {
            slot.set(i, values[i] ? 1 : 0);
          }
        });
  }

  /** The shape of a Java matrix. */
  static <T> Shape shapeOf(T[] rows, ToIntFunction<T> length) {
    for (int row = 0; row < requireNonNull(rows, "rows").length; row++) {
      requireNonNull(rows[row], "rows[" + row + "]");
    }
    int columns = rows.length == 0 ? 0 : length.applyAsInt(rows[0]);
    for (int row = 0; row < rows.length; row++) {
      if (length.applyAsInt(rows[row]) != columns) {
        throw new ShapeException(
            "row "
                + row
                + " has "
                + length.applyAsInt(rows[row])
                + " values but row 0 has "
                + columns
                + "; all rows of a matrix are of one length");
      }
    }
    return Shape.of(rows.length, columns);
  }

  private static TensorType typed(DataType dataType, int count, Shape shape) {
    if (count != requireNonNull(shape, "shape").size()) {
      throw new ShapeException(
          count
              + " values do not fill shape "
              + shape
              + ", which has "
              + shape.size()
              + "; give one for each element");
    }
    return new TensorType(dataType, shape);
  }

  /**
   * Copies the values into a slot whose type is fixed.
   *
   * @param what names the slot in messages
   */
  void writeTo(Slot slot, Object what) {
    requireFits(type, slot.type(), what);
    writer.accept(slot);
  }

  /**
   * Checks that values have the type of what they are for.
   *
   * @param what names what they are for in messages
   */
  static void requireFits(TensorType values, TensorType place, Object what) {
    if (!values.shape().equals(place.shape())) {
      throw new ShapeException(
          what
              + " has shape "
              + place.shape()
              + " but the values have shape "
              + values.shape()
              + "; give values of its shape, they are not broadcast");
    }
    if (values.dataType() != place.dataType()) {
      throw new TypeException(
          what
              + " holds "
              + place.dataType()
              + " but the values are "
              + values.dataType()
              + "; cast them to "
              + place.dataType());
    }
  }

  /**
   * Java's floating-point numbers for a slot of another floating-point type, rounded as they are
   * written, as a number in a formula is; an array of ND4J must have the very type.
   */
  Given as(DataType dataType) {
    boolean floating = dataType == DataType.FLOAT || dataType == DataType.DOUBLE;
    return floating && type.isFloating() ? new Given(type.withDataType(dataType), writer) : this;
  }
}
