package io.github.grad4j.ops;

import static io.github.grad4j.ops.Atan.atan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class AtanTest {
  /** Java's own function errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({
    "1e-300, 1e-300",
    "0.5, 0.4636476090008061",
    "-1.0, -0.7853981633974483",
    "3.0, 1.2490457723982544",
    "10000000000.0, 1.5707963266948965"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(atan(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, 1.5707963267948966", "-Infinity, -1.5707963267948966"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(atan(Elements.doubles(x)))).isEqualTo(y);
  }
}
