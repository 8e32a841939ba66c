package io.github.grad4j.ops;

import static io.github.grad4j.ops.Cos.cos;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class CosTest {
  /** Java's own function errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({
    "0.0, 1.0",
    "1.5707963267948966, 6.123233995736766e-17",
    "-1.0, 0.5403023058681398",
    "10000.0, -0.9521553682590148",
    "1000000000000000.0, -0.5131937377869703"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(cos(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, NaN"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(cos(Elements.doubles(x)))).isEqualTo(y);
  }
}
