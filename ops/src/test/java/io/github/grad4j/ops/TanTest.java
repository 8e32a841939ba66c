package io.github.grad4j.ops;

import static io.github.grad4j.ops.Tan.tan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class TanTest {
  /** Java's own function errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({
    "1e-10, 1e-10",
    "1.5707963267948966, 1.633123935319537e+16",
    "-1.0, -1.5574077246549023",
    "10000.0, 0.3209711346238147"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(tan(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, NaN", "-0.0, -0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(tan(Elements.doubles(x)))).isEqualTo(y);
  }
}
