package io.github.grad4j.autograd.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A wrong derivative rule of any of our ops is caught, whatever the mistake. */
final class MutationTest {
  private static final int SAMPLE = 120;

  @Test
  void a_mutant_is_caught_unless_it_is_equivalent() throws ReflectiveOperationException {
    List<Mutant> mutants = new ArrayList<>(Mutant.all());
    assertThat(mutants).extracting(Mutant::mutation).contains(Mutation.values());
    Collections.shuffle(mutants, new Random(MutantOutcome.SEED));
    for (Mutant mutant : mutants.subList(0, SAMPLE)) {
      assertThat(MutantOutcome.properties(mutant).isEmpty())
          .as(mutant.toString())
          .isEqualTo(Equivalence.of(mutant) != Equivalence.NONE);
    }
  }

  /** All of them take some minutes: {@code -Dtest=MutationTest -Dgrad4j.mutants=all}. */
  @Test
  @EnabledIfSystemProperty(named = "grad4j.mutants", matches = "all")
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
