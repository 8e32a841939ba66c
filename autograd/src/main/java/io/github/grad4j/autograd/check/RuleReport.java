package io.github.grad4j.autograd.check;

import java.util.List;

/**
 * An op whose own rule fails.
 *
 * @param op its name, as formulas are written
 * @param where where the node was made, {@code at Model.java:42}
 * @param input which of its inputs the rule fails for, and how; the order is that of the rule
 */
public record RuleReport(String op, String where, InputReport input) {
  /** A sentence, and the table of the one input. */
  @Override
  public String toString() {
    String again = input.order() == 1 ? "" : ", derived to order " + input.order() + ",";
    return "the first rule that fails by itself is that of "
        + op
        + " "
        + where
        + again
        + " on the values that it saw:"
        + System.lineSeparator()
        + GradientReport.table(List.of(input));
  }
}
