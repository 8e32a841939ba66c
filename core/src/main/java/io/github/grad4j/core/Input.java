package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import org.nd4j.linalg.api.buffer.DataType;

/** A tensor with a type and no value: every plan has its own memory for it, fed before a run. */
public final class Input implements Tensor {
  private final String name;
  private final TensorType type;

  /**
   * A new input, different from every other.
   *
   * @param name what messages call it
   * @param type its type
   */
  public Input(String name, TensorType type) {
    this.name = requireNonNull(name, "name");
    this.type = requireNonNull(type, "type");
  }

  /**
   * A new input, different from every other.
   *
   * @param name what messages call it
   * @param dataType FLOAT, DOUBLE, LONG or BOOL
   * @param first the size of the first axis
   * @param rest the sizes of the other axes
   * @return the input
   * @throws TypeException if the element type is none of these
   * @throws ShapeException if a size is negative or the tensor would be too large
   */
  public static Input of(String name, DataType dataType, int first, int... rest) {
    int[] sizes = new int[requireNonNull(rest, "rest").length + 1];
    sizes[0] = first;
    System.arraycopy(rest, 0, sizes, 1, rest.length);
    return new Input(name, new TensorType(dataType, Shape.of(sizes)));
  }

  /**
   * A new input of rank 0.
   *
   * @param name what messages call it
   * @param dataType FLOAT, DOUBLE, LONG or BOOL
   * @return the input
   * @throws TypeException if the element type is none of these
   */
  public static Input scalar(String name, DataType dataType) {
    return new Input(name, new TensorType(dataType, Shape.scalar()));
  }

  /**
   * What messages call it.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  @Override
  public TensorType type() {
    return type;
  }

  /** Name and type: {@code input x FLOAT[32, 784]}. */
  @Override
  public String toString() {
    return "input " + name + " " + type;
  }
}
