package io.github.grad4j.ops;

import static io.github.grad4j.ops.Exp.exp;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class ExpTest {
  /** Java's own function errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({
    "-745.0, 5e-324",
    "-708.25, 2.5759248692837695e-308",
    "-1.0, 0.36787944117144233",
    "0.0, 1.0",
    "1e-300, 1.0",
    "0.5, 1.6487212707001282",
    "709.75, 1.7398368732641605e+308"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(exp(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, 0.0", "710, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(exp(Elements.doubles(x)))).isEqualTo(y);
  }
}
