package io.github.grad4j.autograd.explain;

import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.core.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An explanation as Markdown. */
final class MarkdownPage {
  /** An underscore that Markdown might take for the beginning of emphasis. */
  private static final Pattern EMPHASIS = Pattern.compile("(?<=[^A-Za-z0-9 ])_(?=\\S)");

  private final StringBuilder page = new StringBuilder();

  MarkdownPage(Explanation explanation) {
    line("## Graph");
    line("");
    line("```mermaid");
    page.append(Graph.of(explanation.loss()).mermaid());
    line("```");
    line("");
    line("## Forward");
    line("");
    explanation.forward().forEach(this::forward);
    line("## Backward");
    line("");
    line("A bar marks a cotangent, the derivative of the loss by what is under it.");
    line("A condition in brackets is 1 where it holds and 0 elsewhere.");
    Indices.legend(explanation).ifPresent(this::line);
    line("");
    explanation.backward().forEach(this::backward);
    line("## Gradients beside finite differences");
    line("");
    line("| | gradient | differences | verdict | farthest |");
    line("|---|---|---|---|---|");
    explanation.gradients().forEach(this::gradient);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  /** Equations below each other; {@code &} marks where they are aligned. */
  private void block(List<String> equations) {
    line("$$");
    line("\\begin{aligned}");
    line(EMPHASIS.matcher(String.join(" \\cr\n", equations)).replaceAll("_ "));
    line("\\end{aligned}");
    line("$$");
    line("");
  }

  private static String equation(String left, String right) {
    return left + " &= " + right;
  }

  private static String equation(Formula whole) {
    return whole.latex().replaceFirst(" = ", " &= ");
  }

  private void forward(ForwardStep step) {
    String op = step.tensor() instanceof Node node ? " " + code(node.op().name()) : "";
    line("**" + code(step.name().text()) + "**" + op + " " + code(step.value().type().toString()));
    line("");
    String name = step.name().latex();
    List<String> equations = new ArrayList<>();
    step.formula().ifPresent(formula -> equations.add(equation(name, formula.latex())));
    step.numbers().ifPresent(numbers -> equations.add(equation(numbers)));
    if (TextPage.isMissing(step.numbers(), step.value())) {
      equations.add(equation(name, step.value().latex()));
    }
    block(equations);
  }

  private void backward(BackwardStep step) {
    String name = step.name().latex();
    List<Contribution> parts = step.contributions();
    String uses = parts.size() > 1 ? ", the sum over " + parts.size() + " uses" : "";
    line("**" + code(step.name().text()) + "**" + uses);
    line("");
    for (int i = 0; i < parts.size(); i++) {
      Contribution part = parts.get(i);
      List<String> equations = local(part);
      equations.add(equation(step.part(i).latex(), part.formula().latex()));
      part.numbers().ifPresent(numbers -> equations.add(equation("", numbers.latex())));
      equations.add(equation("", part.value().latex()));
      block(equations);
    }
    if (parts.size() != 1) {
      List<String> equations = new ArrayList<>();
      step.sum().ifPresent(sum -> equations.add(equation(name, sum.latex())));
      equations.add(equation(equations.isEmpty() ? name : "", step.cotangent().latex()));
      block(equations);
    }
  }

  private static List<String> local(Contribution part) {
    String derivative = part.derivative().latex();
    List<String> equations = new ArrayList<>();
    if (!part.local().equals(part.derivative())) {
      equations.add(equation(derivative, part.local().latex()));
    }
    if (!Formulas.isUnit(part.local())) {
      part.localNumbers().ifPresent(numbers -> equations.add(equation(numbers)));
      part.slopes()
          .filter(slopes -> TextPage.isMissing(part.localNumbers(), slopes))
          .ifPresent(slopes -> equations.add(equation(derivative, slopes.latex())));
    }
    return equations;
  }

  private void gradient(CheckedGradient gradient) {
    InputReport check = gradient.check();
    Optional<Numbers> differences = TextPage.differences(gradient);
    line(
        "| "
            + cell(gradient.name().text())
            + " | "
            + cell(gradient.gradient().toString())
            + " | "
            + differences.map(numbers -> cell(numbers.toString())).orElse("")
            + " | "
            + (check.verdict() + " " + check.remark()).strip()
            + " | "
            + check.worst().map(worst -> cell(TextPage.worst(worst))).orElse("")
            + " |");
  }

  /** Text as it is. */
  private static String code(String text) {
    return "`" + text.replace('`', '\'') + "`";
  }

  /** Text in a table, where a bar would end the cell. */
  private static String cell(String text) {
    return code(text).replace("|", "\\|");
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
