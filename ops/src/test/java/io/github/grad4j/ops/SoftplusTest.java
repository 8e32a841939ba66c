package io.github.grad4j.ops;

import static io.github.grad4j.ops.Softplus.softplus;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class SoftplusTest {
  /** 1 unit each of the exponential and the logarithm, half a unit of the sum. */
  private static final double ULPS = 3;

  @ParameterizedTest
  @CsvSource({
    "-700.0, 9.85967654375977e-305",
    "-36.75, 1.0956650033262367e-16",
    "-20.0, 2.061153620314381e-09",
    "0.0, 0.6931471805599453",
    "0.5, 0.9740769841801067",
    "21.0, 21.000000000758256",
    "800.0, 800.0"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(softplus(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, 0.0", "Infinity, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(softplus(Elements.doubles(x)))).isEqualTo(y);
  }
}
