package io.github.grad4j.autograd.explain;

import io.github.grad4j.autograd.check.ElementReport;
import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    graph(explanation.forward());
    line("## Forward");
    line("");
    explanation.forward().forEach(this::forward);
    line("## Backward");
    line("");
    line(
        "A bar marks a cotangent: the derivative of the loss by the tensor below it. A condition in"
            + " brackets is 1 where it holds, else 0.");
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

  private void graph(List<ForwardStep> steps) {
    line("```mermaid");
    line("flowchart LR");
    Map<Tensor, Integer> ids = new HashMap<>();
    for (ForwardStep step : steps) {
      ids.put(step.tensor(), ids.size());
      String label =
          step.tensor() instanceof Node node
              ? step.name() + " = " + node.op().name()
              : step.name().text();
      line("  t" + ids.get(step.tensor()) + "[\"" + label.replace("\"", "'") + "\"]");
      if (step.tensor() instanceof Node node) {
        node.inputs().stream()
            .filter(ids::containsKey)
            .forEach(input -> line("  t" + ids.get(input) + " --> t" + ids.get(node)));
      }
    }
    line("```");
    line("");
  }

  private void formula(String latex) {
    line("$$");
    line(EMPHASIS.matcher(latex).replaceAll("_ "));
    line("$$");
    line("");
  }

  private void forward(ForwardStep step) {
    String op = step.tensor() instanceof Node node ? node.op().name() + " " : "";
    line("**" + code(step.name().text()) + "** " + op + code(step.value().type().toString()));
    line("");
    String name = step.name().latex();
    step.formula().ifPresent(formula -> formula(name + " = " + formula.latex()));
    step.numbers().ifPresent(numbers -> formula(numbers.latex()));
    if (isMissing(step.numbers(), step.value())) {
      formula(name + " = " + step.value().latex());
    }
  }

  private static boolean isMissing(Optional<Formula> numbers, Numbers value) {
    return numbers.isEmpty() || !numbers.get().latex().endsWith(" = " + value.latex());
  }

  private static String code(String text) {
    return "`" + text.replace('`', '\'') + "`";
  }

  private void backward(BackwardStep step) {
    String name = step.name().latex();
    List<Contribution> parts = step.contributions();
    line(
        "**"
            + code(step.name().text())
            + "**"
            + (parts.size() > 1 ? " used " + parts.size() + " times" : ""));
    line("");
    for (Contribution part : parts) {
      String local = part.derivative().equals(part.local()) ? "" : " = " + part.local().latex();
      if (!local.isEmpty()) {
        formula(part.derivative().latex() + local);
      }
      part.localNumbers().ifPresent(numbers -> formula(numbers.latex()));
      part.slopes()
          .filter(slopes -> isMissing(part.localNumbers(), slopes))
          .ifPresent(slopes -> formula(part.derivative().latex() + " = " + slopes.latex()));
      formula(
          (parts.size() > 1 ? "" : name + " = ")
              + part.formula().latex()
              + part.numbers().map(numbers -> " = " + numbers.latex()).orElse("")
              + " = "
              + part.value().latex());
    }
    if (parts.size() != 1) {
      formula(name + " = " + step.cotangent().latex());
    }
  }

  private void gradient(CheckedGradient gradient) {
    InputReport check = gradient.check();
    line(
        "| "
            + code(gradient.name().text())
            + " | "
            + code(gradient.gradient().toString())
            + " | "
            + TextPage.differences(gradient).map(numbers -> code(numbers.toString())).orElse("")
            + " | "
            + check.verdict()
            + (check.remark().isEmpty() ? "" : ", " + check.remark())
            + " | "
            + check.worst().map(MarkdownPage::worst).orElse("")
            + " |");
  }

  private static String worst(ElementReport worst) {
    return String.format(
        Locale.ROOT,
        "`%s`: %.10g beside %.10g \u00b1 %.1e",
        worst.index(),
        worst.analytic(),
        worst.numeric(),
        worst.errorBar());
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
