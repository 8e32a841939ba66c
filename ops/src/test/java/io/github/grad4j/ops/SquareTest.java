package io.github.grad4j.ops;

import static io.github.grad4j.ops.Square.square;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class SquareTest {
  @ParameterizedTest
  @CsvSource({"-1.5, 2.25", "1e-200, 0.0", "1e+155, Infinity", "3.0, 9.0"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(square(Elements.doubles(x)))).isEqualTo(y);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(square(Elements.doubles(x)))).isEqualTo(y);
  }
}
