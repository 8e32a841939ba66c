package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TensorType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * The value of a tensor.
 *
 * <p>Written with six digits. Of more than eight places along an axis the first four and the last
 * three are shown.
 *
 * @param type element type and shape
 * @param elements in c order; a truth value is 0 or 1
 */
public record Numbers(TensorType type, List<Double> elements) {
  private static final MathContext DIGITS = new MathContext(6);

  /** Numbers from 10⁻⁴ up to below 10⁶ are written without a power of ten. */
  private static final int LEAST_EXPONENT = -4;

  private static final int MOST_EXPONENT = 5;

  private static final int MOST_PLACES = 8;
  private static final int FIRST_PLACES = 4;
  private static final int LAST_PLACES = 3;

  /** Stands for the places left out. */
  private static final int ELLIPSIS = -1;

  /**
   * Copies the list.
   *
   * @param type element type and shape
   * @param elements in c order
   * @throws ShapeException if they are not as many as the shape has
   */
  public Numbers {
    elements = List.copyOf(elements);
    if (elements.size() != type.shape().size()) {
      throw new ShapeException(
          elements.size() + " numbers do not fill " + type + "; give one for each element");
    }
  }

  /**
   * One element.
   *
   * @param place its position in c order
   * @return the element
   */
  public double at(int place) {
    return elements.get(place);
  }

  /** As NumPy writes arrays, in one line. */
  @Override
  public String toString() {
    return text(0, 0);
  }

  private String text(int axis, int from) {
    if (axis == type.shape().rank()) {
      return text(from);
    }
    int stride = type.shape().strides()[axis];
    List<String> parts = new ArrayList<>();
    for (int place : places(type.shape().size(axis))) {
      parts.add(place == ELLIPSIS ? "\u2026" : text(axis + 1, from + place * stride));
    }
    return "[" + String.join(", ", parts) + "]";
  }

  /** One element as plain text. */
  String text(int place) {
    return written(place, Numbers::text, "true", "false");
  }

  /** One element in LaTeX. */
  String latex(int place) {
    return written(place, Numbers::latex, "\\mathrm{true}", "\\mathrm{false}");
  }

  private String written(int place, DoubleFunction<String> number, String yes, String no) {
    double element = elements.get(place);
    if (type.isBoolean()) {
      return element == 0 ? no : yes;
    }
    return type.isInteger() ? Long.toString((long) element) : number.apply(element);
  }

  /**
   * The value in LaTeX: a number, or a matrix of which each row is a line along the last axis.
   *
   * @return LaTeX without dollar signs
   */
  public String latex() {
    int rank = type.shape().rank();
    if (rank == 0) {
      return latex(0);
    }
    int columns = type.shape().size(-1);
    int rows = columns == 0 ? 0 : elements.size() / columns;
    List<String> lines = new ArrayList<>();
    for (int row : places(rows)) {
      List<String> cells = new ArrayList<>();
      for (int column : places(columns)) {
        cells.add(
            row == ELLIPSIS
                ? column == ELLIPSIS ? "\\ddots" : "\\vdots"
                : column == ELLIPSIS ? "\\cdots" : latex(row * columns + column));
      }
      lines.add(String.join(" & ", cells));
    }
    String matrix = "\\begin{bmatrix} " + String.join(" \\cr ", lines) + " \\end{bmatrix}";
    return rank > 2 ? matrix + "_{\\text{" + type.shape() + "}}" : matrix;
  }

  private static List<Integer> places(int count) {
    if (count <= MOST_PLACES) {
      return IntStream.range(0, count).boxed().toList();
    }
    List<Integer> places = new ArrayList<>(IntStream.range(0, FIRST_PLACES).boxed().toList());
    places.add(ELLIPSIS);
    IntStream.range(count - LAST_PLACES, count).forEach(places::add);
    return places;
  }

  /** A number of six digits. */
  static String text(double number) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "\u221e" : "-\u221e";
    }
    BigDecimal rounded = rounded(number);
    int exponent = exponent(rounded);
    return isPlain(exponent)
        ? rounded.toPlainString()
        : rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString()
            + "e"
            + exponent;
  }

  /** A number of six digits, in LaTeX. */
  static String latex(double number) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "\\mathrm{NaN}" : number > 0 ? "\\infty" : "-\\infty";
    }
    BigDecimal rounded = rounded(number);
    int exponent = exponent(rounded);
    return isPlain(exponent)
        ? rounded.toPlainString()
        : rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString()
            + " \\cdot 10^{"
            + exponent
            + "}";
  }

  private static BigDecimal rounded(double number) {
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static int exponent(BigDecimal number) {
    return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
  }

  private static boolean isPlain(int exponent) {
    return exponent >= LEAST_EXPONENT && exponent <= MOST_EXPONENT;
  }
}
