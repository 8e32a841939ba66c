package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What formulas are put together from. */
final class Formulas {
  private Formulas() {}

  /** A template with something in place of its placeholders. */
  static Formula filled(
      Function<Notation.Symbols, String> template,
      Node node,
      Function<Tensor, Formula> operand,
      Formula output,
      Formula cotangent) {
    List<Formula> operands = node.inputs().stream().map(operand).toList();
    List<String> called = node.op().inputNames();
    String latex =
        template.apply(
            new Notation.Symbols(
                called,
                operands.stream().map(Formula::latex).toList(),
                output.latex(),
                cotangent.latex()));
    String text =
        template.apply(
            new Notation.Symbols(
                called,
                operands.stream().map(formula -> PlainText.quoted(formula.text())).toList(),
                PlainText.quoted(output.text()),
                PlainText.quoted(cotangent.text())));
    return new Formula(latex, PlainText.of(text));
  }

  /** Two equalities, or one if both say the same. */
  static Formula equation(Formula left, Formula middle, Formula right) {
    if (middle.equals(right)) {
      return new Formula(left.latex() + " = " + right.latex(), left.text() + " = " + right.text());
    }
    return new Formula(
        left.latex() + " = " + middle.latex() + " = " + right.latex(),
        left.text() + " = " + middle.text() + " = " + right.text());
  }

  /** One element of a value. */
  static Formula element(Numbers numbers, int place) {
    return new Formula(numbers.latex(place), numbers.text(place));
  }

  /** A whole value. */
  static Formula number(Numbers value) {
    return new Formula(value.latex(), value.toString());
  }

  /** A product. */
  static Formula times(Formula a, Formula b) {
    return new Formula(a.latex() + " \\cdot " + b.latex(), a.text() + " \u00b7 " + b.text());
  }

  /** Two arrays multiplied element by element, or two numbers. */
  static Formula product(Formula a, Formula b, Shape shape) {
    String times = shape.rank() == 0 ? " \\cdot " : " \\odot ";
    boolean isNegative = shape.rank() == 0 && b.text().startsWith("-");
    return isNegative
        ? new Formula(
            a.latex() + times + "(" + b.latex() + ")", a.text() + " \u00b7 (" + b.text() + ")")
        : new Formula(a.latex() + times + b.latex(), a.text() + " \u00b7 " + b.text());
  }

  /** The subscript that names the axes along which an input was broadcast, and is summed. */
  static String summedAxes(Shape from, Shape to) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      int own = axis - from.rank() + to.rank();
      if (own < 0 || to.size(own) != from.size(axis)) {
        axes.add(axis);
      }
    }
    return axes.isEmpty()
        ? ""
        : (axes.size() == 1 ? "axis " : "axes ")
            + axes.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** A sum over axes; the formula itself if there are none. */
  static Formula summed(String axes, Formula formula) {
    return axes.isEmpty()
        ? formula
        : new Formula(
            "\\sum_{\\text{" + axes + "}} (" + formula.latex() + ")",
            "\u03a3[" + axes + "] (" + formula.text() + ")");
  }

  /** Whether a slope is written as 1 or -1, so that its numbers say nothing new. */
  static boolean isUnit(Formula local) {
    return local.text().equals("1") || local.text().equals("-1");
  }

  /** An element's position in brackets; nothing for a scalar. */
  static String index(Shape shape, int place) {
    List<String> index = new ArrayList<>();
    int rest = place;
    for (int stride : shape.strides()) {
      index.add(Integer.toString(rest / stride));
      rest %= stride;
    }
    return index.isEmpty() ? "" : "[" + String.join(", ", index) + "]";
  }

  /** Which element of a smaller shape is broadcast to a place of a larger one. */
  static int source(Shape from, Shape to, int place) {
    int[] toStrides = to.strides();
    int[] fromStrides = from.strides();
    int source = 0;
    int rest = place;
    for (int axis = 0; axis < to.rank(); axis++) {
      int own = axis - to.rank() + from.rank();
      if (own >= 0 && from.size(own) > 1) {
        source += rest / toStrides[axis] * fromStrides[own];
      }
      rest %= toStrides[axis];
    }
    return source;
  }
}
