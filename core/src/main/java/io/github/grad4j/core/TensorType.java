package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * What is known of a tensor before any number: the type of its elements, and its shape.
 *
 * @param dataType FLOAT or DOUBLE for numbers, LONG for indices, BOOL for masks
 * @param shape the sizes
 */
public record TensorType(DataType dataType, Shape shape) {

  /**
   * Checks the element type and the size in bytes.
   *
   * @param dataType FLOAT, DOUBLE, LONG or BOOL
   * @param shape the sizes
   * @throws TypeException if the element type is none of FLOAT, DOUBLE, LONG and BOOL
   * @throws ShapeException if the tensor would take more than 2³¹ - 1 bytes
   * @throws ArgumentException if one of them is null
   */
  public TensorType {
    requireNonNull(shape, "shape");
    switch (requireNonNull(dataType, "dataType")) {
      case FLOAT, DOUBLE, LONG, BOOL -> {}
      default ->
          throw new TypeException(
              "element type "
                  + dataType
                  + " is not one of FLOAT, DOUBLE, LONG, BOOL; cast the array with"
                  + (dataType.isIntType() ? " castTo(DataType.INT64)" : " castTo(DataType.FLOAT)")
                  + " first");
    }
    if ((long) shape.size() * dataType.width() > Integer.MAX_VALUE) {
      throw new ShapeException(
          "a tensor holds at most 2147483647 bytes, but "
              + dataType
              + shape
              + " has more; split it along its first axis");
    }
  }

  /**
   * Whether the elements are floating-point numbers, the only ones with derivatives.
   *
   * @return true for FLOAT and DOUBLE
   */
  public boolean isFloating() {
    return dataType == DataType.FLOAT || dataType == DataType.DOUBLE;
  }

  /**
   * Whether the elements are integers.
   *
   * @return true for LONG
   */
  public boolean isInteger() {
    // ND4J deprecates the name LONG for the same constant.
    return dataType == DataType.INT64;
  }

  /**
   * Whether the elements are truth values.
   *
   * @return true for BOOL
   */
  public boolean isBoolean() {
    return dataType == DataType.BOOL;
  }

  /**
   * The same elements in another shape.
   *
   * @param other the shape
   * @return the type with that shape
   */
  public TensorType withShape(Shape other) {
    return new TensorType(dataType, other);
  }

  /**
   * The same shape with other elements.
   *
   * @param other the element type
   * @return the type with those elements
   */
  public TensorType withDataType(DataType other) {
    return new TensorType(other, shape);
  }

  /** Element type and shape: {@code FLOAT[2, 3]}. */
  @Override
  public String toString() {
    return dataType + shape.toString();
  }
}
