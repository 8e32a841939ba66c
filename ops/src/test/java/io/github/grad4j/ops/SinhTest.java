package io.github.grad4j.ops;

import static io.github.grad4j.ops.Sinh.sinh;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class SinhTest {
  /** Java's own function errs by 2.5 units in the last place at most. */
  private static final double ULPS = 2.5;

  @ParameterizedTest
  @CsvSource({
    "1e-300, 1e-300",
    "-1e-05, -1.0000000000166668e-05",
    "0.5, 0.5210953054937474",
    "-3.0, -10.017874927409903",
    "700.0, 5.0711602736750225e+303"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(sinh(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, -Infinity", "Infinity, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(sinh(Elements.doubles(x)))).isEqualTo(y);
  }
}
