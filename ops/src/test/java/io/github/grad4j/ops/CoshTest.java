package io.github.grad4j.ops;

import static io.github.grad4j.ops.Cosh.cosh;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class CoshTest {
  /** Java's own function errs by 2.5 units in the last place at most. */
  private static final double ULPS = 2.5;

  @ParameterizedTest
  @CsvSource({
    "0.0, 1.0",
    "-1e-05, 1.00000000005",
    "0.5, 1.1276259652063807",
    "-3.0, 10.067661995777765",
    "700.0, 5.0711602736750225e+303"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(cosh(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, Infinity", "Infinity, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(cosh(Elements.doubles(x)))).isEqualTo(y);
  }
}
