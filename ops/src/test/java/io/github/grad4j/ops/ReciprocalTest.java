package io.github.grad4j.ops;

import static io.github.grad4j.ops.Reciprocal.reciprocal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class ReciprocalTest {
  @ParameterizedTest
  @CsvSource({"-7.0, -0.14285714285714285", "3.0, 0.3333333333333333", "1e+300, 1e-300"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(reciprocal(Elements.doubles(x)))).isEqualTo(y);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "0.0, Infinity", "-0.0, -Infinity", "-Infinity, -0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(reciprocal(Elements.doubles(x)))).isEqualTo(y);
  }
}
