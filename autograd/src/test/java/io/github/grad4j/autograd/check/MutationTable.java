package io.github.grad4j.autograd.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How many mutants of each kind were caught by whom, as the documents show it. */
final class MutationTable {
  private static final List<String> HEADER =
      List.of(
          "Mistake",
          "all",
          "same",
          "adjoint",
          "1st",
          "2nd",
          "modes",
          "OpCheck",
          "GradientCheck",
          "order 2",
          "sum",
          "projection");

  private final List<MutantOutcome> outcomes;

  MutationTable(List<MutantOutcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder(row(HEADER));
    table.append("|---").append("|--:".repeat(HEADER.size() - 1)).append("|\n");
    for (Mutation mutation : Mutation.values()) {
      table.append(row(mutation.title(), outcome -> outcome.mutant().mutation() == mutation));
    }
    table.append(row("**all**", outcome -> true));
    return table
        .append("\nOf those that are the same, ")
        .append(count(Equivalence.BY_STRUCTURE))
        .append(" are proven so by structure and ")
        .append(count(Equivalence.BY_NUMBERS))
        .append(" by numbers.\n")
        .toString();
  }

  private long count(Equivalence equivalence) {
    return outcomes.stream().filter(outcome -> outcome.equivalence() == equivalence).count();
  }

  private String row(String title, Predicate<MutantOutcome> isOfKind) {
    List<MutantOutcome> some = outcomes.stream().filter(isOfKind).toList();
    List<Predicate<MutantOutcome>> columns = new ArrayList<>();
    columns.add(outcome -> true);
    columns.add(MutantOutcome::isEquivalent);
    for (OpProperty property : MutantOutcome.OF_DERIVATIVES) {
      columns.add(outcome -> outcome.properties().contains(property));
    }
    columns.add(outcome -> !outcome.properties().isEmpty());
    columns.add(MutantOutcome::firstOrder);
    columns.add(MutantOutcome::secondOrder);
    columns.add(MutantOutcome::summedOutput);
    columns.add(MutantOutcome::oneProjection);
    List<String> cells = new ArrayList<>(List.of(title));
    columns.forEach(column -> cells.add(Long.toString(some.stream().filter(column).count())));
    return row(cells);
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
