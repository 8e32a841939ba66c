package io.github.grad4j.notebooks;

import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** Tensors as tables; of large ones the first and the last rows and columns. */
final class TensorTables {
  private static final int MOST = 12;
  private static final int FIRST = 6;
  private static final int LAST = 3;

  /** Matrices of a tensor of more than two axes that are shown. */
  private static final int MATRICES = 3;

  /** Tables with more columns have fewer digits. */
  private static final int NARROW = 6;

  /** What stands for all that is left out. */
  private static final int GAP = -1;

  private TensorTables() {}

  static Shown shown(Tensor tensor) {
    if (Tensors.order(List.of(tensor)).stream().anyMatch(Input.class::isInstance)) {
      return Shown.text(tensor + ", which has no value before its inputs are fed");
    }
    double[] values = values(tensor);
    Shape shape = tensor.shape();
    DoubleFunction<String> exact = text(tensor, Numbers::text);
    if (shape.rank() == 0) {
      return Shown.text(exact.apply(values[0]));
    }
    String text = rows(shape, values, exact, 0, 0);
    if (shape.size() == 0) {
      return Shown.text(text);
    }
    int columns = shape.size(-1);
    DoubleFunction<String> number = columns > NARROW ? text(tensor, Numbers::brief) : exact;
    int height = shape.rank() == 1 ? 1 : shape.size(-2);
    int matrices = values.length / (columns * height);
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < Math.min(MATRICES, matrices); i++) {
      html.append(matrix(values, i * columns * height, height, columns, number));
    }
    if (matrices > MATRICES) {
      html.append("<p>… ").append(matrices).append(" matrices</p>");
    }
    if (height > MOST || columns > MOST) {
      html.append("<p>").append(Html.escaped(tensor.type().toString())).append("</p>");
    }
    return Shown.table(text, html.toString());
  }

  static double[] values(Tensor tensor) {
    try (Plan plan = Plan.of(tensor)) {
      return plan.run().doubles(tensor);
    }
  }

  /** Integers and truth values have no digits after the point. */
  static DoubleFunction<String> text(Tensor tensor, DoubleFunction<String> ofFloating) {
    if (tensor.type().isBoolean()) {
      return value -> String.valueOf(value != 0);
    }
    return tensor.type().isInteger() ? value -> Long.toString((long) value) : ofFloating;
  }

  private static String matrix(
      double[] values, int from, int height, int width, DoubleFunction<String> number) {
    List<List<String>> rows = new ArrayList<>();
    for (int row : parts(height)) {
      List<String> cells = new ArrayList<>();
      for (int column : parts(width)) {
        boolean gap = row == GAP || column == GAP;
        cells.add(gap ? "…" : number.apply(values[from + row * width + column]));
      }
      rows.add(cells);
    }
    return Html.table(List.of(), rows);
  }

  private static String rows(
      Shape shape, double[] values, DoubleFunction<String> number, int axis, int from) {
    if (axis == shape.rank()) {
      return number.apply(values[from]);
    }
    int stride = shape.strides()[axis];
    boolean innermost = axis == shape.rank() - 1;
    String next = innermost ? ", " : ",\n" + " ".repeat(axis + 1);
    List<String> parts = new ArrayList<>();
    for (int i : parts(shape.size(axis))) {
      parts.add(i == GAP ? "…" : rows(shape, values, number, axis + 1, from + i * stride));
    }
    return "[" + String.join(next, parts) + "]";
  }

  private static int[] parts(int size) {
    if (size <= MOST) {
      return IntStream.range(0, size).toArray();
    }
    IntStream first = IntStream.concat(IntStream.range(0, FIRST), IntStream.of(GAP));
    return IntStream.concat(first, IntStream.range(size - LAST, size)).toArray();
  }
}
