package io.github.grad4j.autograd.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a check found out.
 *
 * @param seed the seed of the random cotangents and tangents; with it the check can be repeated
 * @param inputs a report for each input and order
 * @param diagnosis what each op by itself is like; empty unless there is a failure
 */
public record GradientReport(long seed, List<InputReport> inputs, Optional<Diagnosis> diagnosis) {
  private static final List<String> HEADER =
      List.of(
          "order",
          "input",
          "shape",
          "verdict",
          "worst",
          "analytic",
          "numeric \u00b1 bar",
          "ulps",
          "remark");

  /**
   * Copies the list.
   *
   * @param seed the seed
   * @param inputs a report for each input and order
   * @param diagnosis what each op by itself is like
   */
  public GradientReport {
    inputs = List.copyOf(inputs);
  }

  /**
   * Whether any verdict is a failure.
   *
   * @return true if {@link Verdict#isFailure()} for any input
   */
  public boolean hasFailure() {
    return hasFailure(inputs);
  }

  static boolean hasFailure(List<InputReport> inputs) {
    return inputs.stream().anyMatch(input -> input.verdict().isFailure());
  }

  /**
   * Whether every verdict is {@link Verdict#RIGHT}: nothing failed, and nothing was left open.
   *
   * @return true if every input was compared, element by element or along directions, and agrees
   */
  public boolean isRight() {
    return inputs.stream().allMatch(input -> input.verdict() == Verdict.RIGHT);
  }

  /** A table, one input a line, the seed, and the diagnosis if there is one. */
  @Override
  public String toString() {
    String end = System.lineSeparator();
    return table(inputs) + "seed " + seed + end + diagnosis.map(Diagnosis::toString).orElse("");
  }

  /** Reports of inputs, one a line. */
  static String table(List<InputReport> inputs) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    inputs.forEach(input -> rows.add(cells(input)));
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      table.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return table.toString();
  }

  private static List<String> cells(InputReport input) {
    Optional<ElementReport> worst = input.worst();
    return List.of(
        Integer.toString(input.order()),
        input.input(),
        input.shape().toString(),
        input.verdict().toString(),
        worst.map(e -> e.index().toString()).orElse(""),
        worst.map(e -> number(e.analytic())).orElse(""),
        worst.map(GradientReport::numeric).orElse(""),
        worst.map(e -> String.format(Locale.ROOT, "%.3g", e.ulps())).orElse(""),
        input.remark());
  }

  private static String numeric(ElementReport element) {
    return number(element.numeric())
        + " \u00b1 "
        + String.format(Locale.ROOT, "%.1e", element.errorBar());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.10g", value);
  }
}
