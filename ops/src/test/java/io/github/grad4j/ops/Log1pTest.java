package io.github.grad4j.ops;

import static io.github.grad4j.ops.Log1p.log1p;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class Log1pTest {
  /** Java's own function errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({
    "1e-300, 1e-300",
    "-1e-10, -1.00000000005e-10",
    "-0.9999999999999999, -36.7368005696771",
    "1.0, 0.6931471805599453",
    "1e+300, 690.7755278982137"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(log1p(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-1, -Infinity", "-2, NaN", "Infinity, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(log1p(Elements.doubles(x)))).isEqualTo(y);
  }
}
