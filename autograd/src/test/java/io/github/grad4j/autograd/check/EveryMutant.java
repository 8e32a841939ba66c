package io.github.grad4j.autograd.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@link MutationTest} with all mutants, and with all checkers: it takes some minutes, and the
 * normal build does not run it.
 */
final class EveryMutant {
  @Test
  void all_mutants_are_caught_as_the_document_says()
      throws ReflectiveOperationException, IOException {
    List<MutantOutcome> outcomes = new ArrayList<>();
    for (Mutant mutant : Mutant.all()) {
      MutantOutcome outcome = MutantOutcome.of(mutant);
      outcomes.add(outcome);
      assertThat(outcome.properties().isEmpty())
          .as(outcome.toString())
          .isEqualTo(outcome.isEquivalent());
    }
    String table = new MutationTable(outcomes).toString();
    Path target = Path.of(System.getProperty("grad4j.root"), "autograd", "target");
    Files.writeString(target.resolve("mutants.md"), table);
    Files.write(
        target.resolve("mutants.txt"), outcomes.stream().map(MutantOutcome::toString).toList());
    assertThat(Path.of(System.getProperty("grad4j.root"), "docs", "gradient-check.md"))
        .content()
        .as("the table is in autograd/target/mutants.md")
        .contains(table);
  }
}
