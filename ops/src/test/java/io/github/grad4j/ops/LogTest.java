package io.github.grad4j.ops;

import static io.github.grad4j.ops.Log.log;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class LogTest {
  /** Java's own function errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({
    "5e-324, -744.4400719213812",
    "1e-300, -690.7755278982137",
    "0.75, -0.2876820724517809",
    "1.0, 0.0",
    "1.0000000000000002, 2.2204460492503128e-16",
    "1e+300, 690.7755278982137"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(log(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "0.0, -Infinity", "-1, NaN", "Infinity, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(log(Elements.doubles(x)))).isEqualTo(y);
  }
}
