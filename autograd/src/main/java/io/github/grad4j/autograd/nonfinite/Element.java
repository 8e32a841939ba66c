package io.github.grad4j.autograd.nonfinite;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One element of a tensor and its value.
 *
 * @param tensor the tensor
 * @param index the position of the element, one number for each axis
 * @param value its value; a truth value is 0 or 1
 */
public record Element(Tensor tensor, List<Integer> index, double value) {
  /**
   * Copies the index.
   *
   * @param tensor the tensor
   * @param index the position of the element, one number for each axis
   * @param value its value
   */
  public Element {
    index = List.copyOf(index);
  }

  /** The element that is the {@code number}th in c order. */
  static Element of(Tensor tensor, int number, double value) {
    return new Element(tensor, index(tensor.shape(), number), value);
  }

  private static List<Integer> index(Shape shape, int number) {
    List<Integer> index = new ArrayList<>();
    int rest = number;
    for (int stride : shape.strides()) {
      index.add(rest / stride);
      rest %= stride;
    }
    return index;
  }

  boolean isFinite() {
    return Double.isFinite(value);
  }

  /** The value as the tensor's type writes it. */
  String number() {
    DataType type = tensor.type().dataType();
    return switch (type) {
      case FLOAT -> Float.toString((float) value);
      case DOUBLE -> Double.toString(value);
      case BOOL -> Boolean.toString(value != 0);
      default -> Long.toString((long) value);
    };
  }

  /** Where it stands, as a clause that is empty for a scalar. */
  String at() {
    return index.isEmpty() ? "" : " at " + index;
  }

  /** Value and position: {@code 0.0 at [0, 1]}, for a scalar the value alone. */
  @Override
  public String toString() {
    return number() + at();
  }
}
