package io.github.grad4j.ops;

import static io.github.grad4j.ops.Rsqrt.rsqrt;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class RsqrtTest {
  /** A root and a quotient, each rounded by half a unit. */
  private static final double ULPS = 2;

  @ParameterizedTest
  @CsvSource({"4.0, 0.5", "2.0, 0.7071067811865476", "1e-300, 1e+150", "1e+300, 1e-150"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(rsqrt(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-1, NaN", "0.0, Infinity", "Infinity, 0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(rsqrt(Elements.doubles(x)))).isEqualTo(y);
  }
}
