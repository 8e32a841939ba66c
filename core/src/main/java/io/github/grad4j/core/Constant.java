package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A tensor whose value never changes. */
public final class Constant implements Tensor {
  /**
   * Constants of up to so many elements are compared by value when a plan shares equal formulas.
   */
  private static final int SMALL = 16;

  /** 2⁵³, up to which every whole number is a double. */
  private static final double MAX_WHOLE = 0x1p53;

  private final TensorType type;

  /*
   * A number is kept on the heap and written into each plan's own memory: derivative rules make
   * many, and a native array costs two kilobytes and four microseconds whatever it holds.
   */
  private final double number;

  private final Optional<Slot> memory;

  private Constant(TensorType type, double number, Optional<Slot> memory) {
    this.type = type;
    this.number = number;
    this.memory = memory;
  }

  /**
   * A DOUBLE scalar.
   *
   * @param value the value
   * @return the constant
   */
  public static Constant of(double value) {
    return number(DataType.DOUBLE, value);
  }

  /**
   * A FLOAT scalar.
   *
   * @param value the value
   * @return the constant
   */
  public static Constant of(float value) {
    return number(DataType.FLOAT, value);
  }

  /**
   * A LONG scalar; a whole number written without a point makes one too.
   *
   * @param value the value
   * @return the constant
   */
  public static Constant of(long value) {
    return of(new long[] {value}, Shape.scalar());
  }

  /**
   * A BOOL scalar.
   *
   * @param value the value
   * @return the constant
   */
  public static Constant of(boolean value) {
    return new Constant(
        new TensorType(DataType.BOOL, Shape.scalar()), value ? 1 : 0, Optional.empty());
  }

  /**
   * A DOUBLE vector.
   *
   * @param values the values, copied
   * @return the constant
   */
  public static Constant of(double[] values) {
    return of(values, Shape.of(requireNonNull(values, "values").length));
  }

  /**
   * A FLOAT vector.
   *
   * @param values the values, copied
   * @return the constant
   */
  public static Constant of(float[] values) {
    return of(values, Shape.of(requireNonNull(values, "values").length));
  }

  /**
   * A LONG vector.
   *
   * @param values the values, copied
   * @return the constant
   */
  public static Constant of(long[] values) {
    return of(values, Shape.of(requireNonNull(values, "values").length));
  }

  /**
   * A BOOL vector.
   *
   * @param values the values, copied
   * @return the constant
   */
  public static Constant of(boolean[] values) {
    return of(values, Shape.of(requireNonNull(values, "values").length));
  }

  /**
   * A DOUBLE matrix.
   *
   * @param rows the values, copied
   * @return the constant
   * @throws ShapeException if the rows differ in length
   */
  public static Constant of(double[][] rows) {
    Shape shape = Given.shapeOf(rows, row -> row.length);
    return of(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), shape);
  }

  /**
   * A FLOAT matrix.
   *
   * @param rows the values, copied
   * @return the constant
   * @throws ShapeException if the rows differ in length
   */
  public static Constant of(float[][] rows) {
    Shape shape = Given.shapeOf(rows, row -> row.length);
    FloatBuffer values = FloatBuffer.allocate(shape.size());
    for (float[] row : rows) {
      values.put(row);
    }
    return of(values.array(), shape);
  }

  /**
   * A scalar of a floating-point type.
   *
   * @param dataType FLOAT, to which the number is rounded, or DOUBLE
   * @param number the value
   * @return the constant
   * @throws TypeException if the element type is LONG or BOOL
   */
  public static Constant number(DataType dataType, double number) {
    TensorType type = new TensorType(dataType, Shape.scalar());
    if (!type.isFloating()) {
      throw new TypeException(number + " is a floating-point number and cannot be " + dataType);
    }
    double rounded = dataType == DataType.FLOAT ? (float) number : number;
    return new Constant(type, rounded, Optional.empty());
  }

  /**
   * A scalar of another tensor's element type: what a Java number in a formula becomes.
   *
   * @param tensor FLOAT, to which the number is rounded, DOUBLE, or LONG
   * @param number the value; a whole number if the tensor is LONG
   * @return the constant
   * @throws TypeException if the tensor is BOOL, or LONG and the number is not whole
   */
  public static Constant like(Tensor tensor, double number) {
    TensorType type = requireNonNull(tensor, "the tensor beside a number").type();
    if (type.isFloating()) {
      return number(type.dataType(), number);
    }
    if (type.isInteger() && Math.rint(number) == number && Math.abs(number) <= MAX_WHOLE) {
      return new Constant(type.withShape(Shape.scalar()), number, Optional.empty());
    }
    TypeException e =
        new TypeException(
            "the number "
                + number
                + " takes the type of the tensor beside it, but "
                + type
                + " has no such value; cast the tensor first");
    e.addOperands(Tensors.operand("the tensor", tensor));
    throw e;
  }

  /**
   * A copy of an array, whatever its order and strides.
   *
   * @param values the values
   * @return the constant
   * @throws TypeException if the array holds none of FLOAT, DOUBLE, LONG and BOOL
   */
  public static Constant of(INDArray values) {
    return of(Given.of(values));
  }

  /**
   * A DOUBLE tensor.
   *
   * @param values the values in c order, copied
   * @param shape the shape
   * @return the constant
   * @throws ShapeException if there are not as many values as the shape has elements
   */
  public static Constant of(double[] values, Shape shape) {
    return of(Given.of(values, shape));
  }

  /**
   * A FLOAT or DOUBLE tensor.
   *
   * @param values the values in c order, copied and rounded to the element type
   * @param shape the shape
   * @param dataType FLOAT or DOUBLE
   * @return the constant
   * @throws ShapeException if there are not as many values as the shape has elements
   * @throws TypeException if the element type is LONG or BOOL
   */
  public static Constant of(double[] values, Shape shape, DataType dataType) {
    if (!new TensorType(dataType, shape).isFloating()) {
      throw new TypeException("floating-point values are not rounded to " + dataType);
    }
    return of(Given.of(values, shape).as(dataType));
  }

  /**
   * A FLOAT tensor.
   *
   * @param values the values in c order, copied
   * @param shape the shape
   * @return the constant
   * @throws ShapeException if there are not as many values as the shape has elements
   */
  public static Constant of(float[] values, Shape shape) {
    return of(Given.of(values, shape));
  }

  /**
   * A LONG tensor.
   *
   * @param values the values in c order, copied
   * @param shape the shape
   * @return the constant
   * @throws ShapeException if there are not as many values as the shape has elements
   */
  public static Constant of(long[] values, Shape shape) {
    return of(Given.of(values, shape));
  }

  /**
   * A BOOL tensor.
   *
   * @param values the values in c order, copied
   * @param shape the shape
   * @return the constant
   * @throws ShapeException if there are not as many values as the shape has elements
   */
  public static Constant of(boolean[] values, Shape shape) {
    return of(Given.of(values, shape));
  }

  private static Constant of(Given given) {
    TensorType type = given.type();
    Slot slot = new Slot(type, Block.allocate(type.dataType(), type.shape().size()));
    given.writer().accept(slot);
    return new Constant(type, 0, Optional.of(slot));
  }

  @Override
  public TensorType type() {
    return type;
  }

  /** The constant rounded or widened to another floating-point type. */
  Constant as(DataType dataType) {
    if (memory.isEmpty()) {
      return number(dataType, number);
    }
    double[] values = new double[type.shape().size()];
    memory.get().read(0, values, values.length);
    return of(Given.of(values, type.shape()).as(dataType));
  }

  /** The constant's own memory; a number has none. */
  Optional<Slot> memory() {
    return memory;
  }

  /** Copies the values into a slot of the constant's type. */
  void writeTo(Slot slot) {
    memory.ifPresentOrElse(own -> own.copyTo(slot), () -> slot.set(0, number));
  }

  /** The values bit by bit, if they are few; equal lists of equal types are equal constants. */
  Optional<List<Long>> bits() {
    if (type.shape().size() > SMALL) {
      return Optional.empty();
    }
    List<Long> bits = new ArrayList<>();
    for (int i = 0; i < type.shape().size(); i++) {
      bits.add(bits(i));
    }
    return Optional.of(bits);
  }

  private long bits(int index) {
    // In the element's own type: a conversion could make different NaNs or integers equal.
    return switch (type.dataType()) {
      case FLOAT ->
          Float.floatToRawIntBits(memory.map(m -> m.floats().get(index)).orElse((float) number));
      case DOUBLE ->
          Double.doubleToRawLongBits(memory.map(m -> m.doubles().get(index)).orElse(number));
      case LONG -> memory.map(m -> m.longs().get(index)).orElse((long) number);
      default -> memory.map(m -> (long) m.bytes().get(index)).orElse((long) number);
    };
  }

  /** Type, and the value if it is one number: {@code constant FLOAT[] 2.0}. */
  @Override
  public String toString() {
    if (memory.isPresent()) {
      return "constant " + type;
    }
    String value =
        type.isFloating()
            ? Double.toString(number)
            : type.isInteger() ? Long.toString((long) number) : Boolean.toString(number != 0);
    return "constant " + type + " " + value;
  }
}
