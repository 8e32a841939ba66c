package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Replay;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * The numbers of a tensor, as many as are shown.
 *
 * @param type the tensor's type
 * @param numbers the first elements in c order, all if they are few
 */
record Amount(TensorType type, List<Double> numbers) {
  /** A tensor of up to so many elements is shown in full. */
  private static final int FEW = 12;

  /** Of a longer one so many elements are. */
  private static final int FIRST = 4;

  Amount {
    numbers = List.copyOf(numbers);
  }

  static Amount of(Tensor tensor, Replay replay) {
    return of(tensor.type(), replay.doubles(tensor));
  }

  static Amount of(TensorType type, double[] elements) {
    int shown = elements.length <= FEW ? elements.length : FIRST;
    return new Amount(type, Arrays.stream(elements, 0, shown).boxed().toList());
  }

  boolean isWhole() {
    return numbers.size() == type.shape().size();
  }

  /** Rows in brackets, or the first numbers and how many there are. */
  @Override
  public String toString() {
    if (isWhole()) {
      return text(type.shape(), 0, 0);
    }
    StringJoiner text = new StringJoiner(", ", "[", ", …] of " + type.shape().size());
    numbers.forEach(number -> text.add(text(number)));
    return text.toString();
  }

  private String text(Shape shape, int axis, int from) {
    if (axis == shape.rank()) {
      return text(numbers.get(from));
    }
    StringJoiner row = new StringJoiner(", ", "[", "]");
    // No number is left to be shown where an axis is empty, however long the others are.
    for (int i = 0; i < shape.size(axis) && !numbers.isEmpty(); i++) {
      row.add(text(shape, axis + 1, from + i * shape.strides()[axis]));
    }
    return row.toString();
  }

  private String text(double number) {
    if (type.isBoolean()) {
      return Boolean.toString(number != 0);
    }
    return type.isInteger() ? Long.toString((long) number) : Numbers.text(number);
  }
}
