package io.github.grad4j.ops;

import static io.github.grad4j.ops.Cube.cube;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class CubeTest {
  /** Two products, each rounded by half a unit. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({"-1.5, -3.375", "0.1, 0.0010000000000000002", "7.0, 343.0", "-1e+100, -1e+300"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(cube(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, -Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(cube(Elements.doubles(x)))).isEqualTo(y);
  }
}
