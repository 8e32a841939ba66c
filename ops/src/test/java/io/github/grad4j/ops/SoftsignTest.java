package io.github.grad4j.ops;

import static io.github.grad4j.ops.Softsign.softsign;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class SoftsignTest {
  /** A sum and a quotient, each rounded by half a unit. */
  private static final double ULPS = 2;

  @ParameterizedTest
  @CsvSource({"1e-300, 1e-300", "-0.5, -0.3333333333333333", "3.0, 0.75", "-1e+308, -1.0"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(softsign(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, -1.0", "Infinity, 1.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(softsign(Elements.doubles(x)))).isEqualTo(y);
  }
}
