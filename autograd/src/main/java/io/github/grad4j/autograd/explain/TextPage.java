package io.github.grad4j.autograd.explain;

import io.github.grad4j.autograd.check.ElementReport;
import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.core.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An explanation as plain text. */
final class TextPage {
  private final StringBuilder page = new StringBuilder();

  TextPage(Explanation explanation) {
    line("Forward");
    explanation.forward().forEach(this::forward);
    line("");
    line("Backward: x' is the cotangent of x, the derivative of the loss by x");
    Indices.legend(explanation).ifPresent(this::line);
    explanation.backward().forEach(this::backward);
    line("");
    line("Gradients beside finite differences");
    explanation.gradients().forEach(this::gradient);
  }

  private void line(String text) {
    page.append(text).append(System.lineSeparator());
  }

  private void forward(ForwardStep step) {
    String name = "  " + step.name() + " = ";
    String type = "    " + step.value().type();
    if (step.formula().isEmpty()) {
      line(name + step.value() + type);
      return;
    }
    String op = step.tensor() instanceof Node node ? node.op().name() : "";
    line(name + step.formula().get() + "    " + op + " " + step.value().type());
    step.numbers().ifPresent(numbers -> line("    " + numbers));
    if (isMissing(step.numbers(), step.value())) {
      line("    = " + step.value());
    }
  }

  /** Whether numbers are of one element only, or not there, and the whole value is to be told. */
  static boolean isMissing(Optional<Formula> numbers, Numbers value) {
    return numbers.isEmpty() || !numbers.get().text().endsWith(" = " + value);
  }

  private void backward(BackwardStep step) {
    List<Contribution> parts = step.contributions();
    for (int i = 0; i < parts.size(); i++) {
      Contribution part = parts.get(i);
      line("  " + step.part(i) + " = " + part.formula());
      part.numbers().ifPresent(numbers -> line("    = " + numbers));
      line("    = " + part.value());
      local(part);
    }
    if (parts.size() != 1) {
      step.sum().ifPresent(sum -> line("  " + step.name() + " = " + sum));
      line((parts.isEmpty() ? "  " + step.name() : "   ") + " = " + step.cotangent());
    }
  }

  private void local(Contribution part) {
    boolean isNamed = part.local().equals(part.derivative());
    line("    where " + part.derivative() + (isNamed ? "" : " = " + part.local()));
    if (!Formulas.isUnit(part.local())) {
      part.localNumbers().ifPresent(numbers -> line("      " + numbers));
      part.slopes()
          .filter(slopes -> isMissing(part.localNumbers(), slopes))
          .ifPresent(slopes -> line("      = " + slopes));
    }
  }

  private void gradient(CheckedGradient gradient) {
    InputReport check = gradient.check();
    line(("  " + gradient.name() + ": " + check.verdict() + " " + check.remark()).stripTrailing());
    line("    gradient    " + gradient.gradient());
    differences(gradient).ifPresent(numbers -> line("    differences " + numbers));
    check.worst().ifPresent(worst -> line("    farthest    " + worst(worst)));
  }

  static String worst(ElementReport worst) {
    return String.format(
        Locale.ROOT,
        "%s%.10g beside %.10g \u00b1 %.1e",
        worst.index().isEmpty() ? "" : worst.index() + ": ",
        worst.analytic(),
        worst.numeric(),
        worst.errorBar());
  }

  /** The differences for all elements; empty if not all were moved by themselves. */
  static Optional<Numbers> differences(CheckedGradient gradient) {
    List<ElementReport> elements = gradient.check().elements();
    return elements.size() == gradient.gradient().elements().size()
        ? Optional.of(
            new Numbers(
                gradient.gradient().type(), elements.stream().map(ElementReport::numeric).toList()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
