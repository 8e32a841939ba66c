package io.github.grad4j.ops;

import static io.github.grad4j.ops.Gelu.gelu;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class GeluTest {
  /**
   * 4 units of the distribution function, seen on 6,000 random numbers, and half a unit of the
   * product; doubled where the product has a smaller mantissa.
   */
  private static final double ULPS = 6;

  @ParameterizedTest
  @CsvSource({
    "-37.0, -2.1184613523340935e-298",
    "-10.5, -4.534956633699692e-25",
    "-3.0, -0.0040496940948902835",
    "-0.5, -0.15426876936299344",
    "0.25, 0.14967658142073093",
    "2.5, 2.4844758366855597",
    "9.0, 9.0"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(gelu(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, 0.0", "Infinity, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(gelu(Elements.doubles(x)))).isEqualTo(y);
  }
}
