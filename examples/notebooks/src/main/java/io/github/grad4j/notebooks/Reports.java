package io.github.grad4j.notebooks;

import io.github.grad4j.autograd.check.ElementReport;
import io.github.grad4j.autograd.check.GradientReport;
import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.autograd.check.OpFinding;
import io.github.grad4j.autograd.check.OpReport;
import io.github.grad4j.autograd.check.Verdict;
import io.github.grad4j.autograd.explain.Explanation;
import io.github.grad4j.autograd.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.knowm.xchart.internal.chartpart.Chart;

/** Reports as tables. */
final class Reports {
  private static final Pattern GRAPH =
      Pattern.compile("## Graph\\s+```mermaid.*?```\\s+", Pattern.DOTALL);

  private Reports() {}

  static Shown shown(GradientReport report) {
    List<String> titles =
        List.of("order", "input", "shape", "verdict", "element", "derivative", "difference");
    List<List<String>> rows = new ArrayList<>();
    for (InputReport input : report.inputs()) {
      // Which element of a right derivative has most of the rounding differs between machines.
      Optional<ElementReport> shown =
          input.verdict() == Verdict.RIGHT ? input.elements().stream().findFirst() : input.worst();
      rows.add(
          List.of(
              Integer.toString(input.order()),
              input.input(),
              input.shape().toString(),
              input.verdict().toString(),
              shown.map(e -> e.index().toString()).orElse(""),
              shown.map(e -> Numbers.text(e.analytic())).orElse(""),
              shown.map(e -> Numbers.text(e.numeric())).orElse("")));
    }
    String diagnosis = report.diagnosis().map(Object::toString).orElse("");
    return Shown.table(
        (Html.text(titles, rows) + "\n" + diagnosis).stripTrailing(),
        Html.table(titles, rows)
            + (diagnosis.isEmpty() ? "" : "<pre>" + Html.escaped(diagnosis) + "</pre>"));
  }

  static Shown shown(OpReport report) {
    List<String> titles = List.of("example", "property", "finding");
    List<List<String>> rows = new ArrayList<>();
    for (OpFinding finding : report.findings()) {
      String said = finding.complaint().orElse("holds");
      rows.add(List.of(finding.example(), finding.property().title(), said));
    }
    return Shown.table(Html.text(titles, rows), Html.table(titles, rows));
  }

  /** The epochs without their times. */
  static String text(History history) {
    List<History.Epoch> timeless =
        history.epochs().stream()
            .map(
                epoch ->
                    new History.Epoch(
                        epoch.number(),
                        epoch.loss(),
                        epoch.validationLoss(),
                        epoch.metrics(),
                        OptionalDouble.empty()))
            .toList();
    return new History(timeless, history.end()).toString();
  }

  /**
   * Without the graph, in a language that GitHub's notebooks do not draw, and with small titles.
   */
  static String markdown(Explanation explanation) {
    return GRAPH.matcher(explanation.markdown()).replaceFirst("").replaceAll("(?m)^## ", "#### ");
  }

  static String text(Chart<?, ?> chart) {
    return "chart \"" + chart.getTitle() + "\"";
  }
}
