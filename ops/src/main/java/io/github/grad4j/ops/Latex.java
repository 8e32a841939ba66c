package io.github.grad4j.ops;

import java.util.List;
import java.util.stream.Collectors;

/** What the notations of several ops are written with. */
final class Latex {
  /** An entry of the Jacobian of an op that moves elements and computes nothing. */
  static final String SAME = "[#out[i] \\text{ is } #x[j]]";

  /** An entry of the Jacobian of an op that adds elements. */
  static final String TERM = "[#x[j] \\text{ is a term of } #out[i]]";

  private Latex() {}

  /** A subscript that names an axis. */
  static String over(int axis) {
    return over(List.of(axis));
  }

  /** A subscript that names axes; nothing if there are none. */
  static String over(List<Integer> axes) {
    return axes.isEmpty()
        ? ""
        : "_{\\text{" + (axes.size() == 1 ? "axis " : "axes ") + list(axes) + "}}";
  }

  /** A subscript of sizes; nothing for those of a scalar. */
  static String sizes(List<Integer> sizes) {
    return sizes.isEmpty()
        ? ""
        : "_{" + sizes.stream().map(String::valueOf).collect(Collectors.joining(" \\times ")) + "}";
  }

  /** Numbers with commas between. */
  static String list(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** A number as Java writes it, without a fraction that is 0. */
  static String number(double number) {
    String text = Double.toString(number).replaceFirst("\\.0(?=E|$)", "");
    return Double.isInfinite(number) ? (number < 0 ? "-\\infty" : "\\infty") : exponent(text);
  }

  private static String exponent(String text) {
    int e = text.indexOf('E');
    return e < 0 ? text : text.substring(0, e) + " \\cdot 10^{" + text.substring(e + 1) + "}";
  }
}
