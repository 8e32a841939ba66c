package io.github.grad4j.ops;

import static io.github.grad4j.ops.Expm1.expm1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class Expm1Test {
  /** Java's own function errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({
    "1e-300, 1e-300",
    "-1e-10, -9.999999999500001e-11",
    "-0.5, -0.3934693402873666",
    "1.0, 1.7182818284590453",
    "-40.0, -1.0",
    "700.0, 1.0142320547350045e+304"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(expm1(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, -1.0", "Infinity, Infinity", "-0.0, -0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(expm1(Elements.doubles(x)))).isEqualTo(y);
  }
}
