package io.github.grad4j.ops;

import static io.github.grad4j.ops.Floor.floor;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class FloorTest {
  @ParameterizedTest
  @CsvSource({"-1.5, -2.0", "-1.0, -1.0", "0.75, 0.0", "1e+300, 1e+300"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(floor(Elements.doubles(x)))).isEqualTo(y);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, -Infinity", "-0.0, -0.0", "-0.25, -1.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(floor(Elements.doubles(x)))).isEqualTo(y);
  }
}
