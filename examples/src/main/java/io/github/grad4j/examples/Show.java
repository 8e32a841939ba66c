package io.github.grad4j.examples;

import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.StringJoiner;

/** Prints what the examples compute: eight digits of each number, a line for each row. */
final class Show {
  private static final MathContext DIGITS = new MathContext(8);
  private static final int LABEL = 33;

  private Show() {}

  /** Computes a formula and prints its value, rows in brackets. */
  static void show(String what, Tensor formula) {
    try (Plan plan = Plan.of(formula)) {
      show(what, formula.shape(), plan.run().doubles(formula));
    }
  }

  /** Prints values in c order, rows in brackets. */
  static void show(String what, Shape shape, double... values) {
    show(what, text(shape, 0, values, 0));
  }

  /** Prints one number. */
  static void show(String what, double number) {
    show(what, text(number));
  }

  /** Prints a count. */
  static void show(String what, long count) {
    show(what, Long.toString(count));
  }

  /** Prints anything. */
  static void show(String what, Object value) {
    System.out.println(String.format("%-" + LABEL + "s", what) + value);
  }

  private static String text(Shape shape, int axis, double[] values, int from) {
    if (axis == shape.rank()) {
      return text(values[from]);
    }
    int length = 1;
    for (int inner = axis + 1; inner < shape.rank(); inner++) {
      length *= shape.size(inner);
    }
    boolean innermost = axis == shape.rank() - 1;
    String nextRow = "," + System.lineSeparator() + " ".repeat(LABEL + axis + 1);
    StringJoiner row = new StringJoiner(innermost ? ", " : nextRow, "[", "]");
    for (int i = 0; i < shape.size(axis); i++) {
      row.add(text(shape, axis + 1, values, from + i * length));
    }
    return row.toString();
  }

  private static String text(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    boolean plain = number == 0 || (Math.abs(number) >= 1e-4 && Math.abs(number) < 1e8);
    return plain ? rounded.toPlainString() : Double.toString(rounded.doubleValue());
  }
}
