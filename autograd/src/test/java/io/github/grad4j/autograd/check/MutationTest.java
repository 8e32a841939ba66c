package io.github.grad4j.autograd.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
}
