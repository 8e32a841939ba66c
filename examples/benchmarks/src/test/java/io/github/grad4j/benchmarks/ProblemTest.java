package io.github.grad4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
  /** The expected losses are written down with seven digits. */
  private static final double ROUNDING = 5e-8;

  @ParameterizedTest
  @CsvSource({"32, SGD", "32, ADAM", "128, SGD", "128, ADAM", "1024, SGD", "1024, ADAM"})
  void the_expected_loss_is_that_of_plain_loops_in_double_precision(int batch, Rule rule) {
    Problem problem = new Problem(batch, rule);

    assertThat(new PlainTraining(problem).lossAfter(Problem.CHECKED_STEPS))
        .isCloseTo(problem.expectedLoss(), within(ROUNDING));
  }

  @Test
  void a_contender_with_another_loss_is_refused() {
    Problem problem = new Problem(32, Rule.SGD);
    try (Step otherRule = Contender.named(Contender.OURS).prepare(32, Rule.ADAM)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> problem.check("the wrong one", otherRule))
          .withMessageStartingWith("the wrong one has loss 0.06")
          .withMessageEndingWith("it should be 0.1938959");
    }
  }
}
