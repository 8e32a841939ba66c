package io.github.grad4j.ops;

import static io.github.grad4j.ops.Abs.abs;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class AbsTest {
  @ParameterizedTest
  @CsvSource({"-1.5, 1.5", "2.0, 2.0", "5e-324, 5e-324"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(abs(Elements.doubles(x)))).isEqualTo(y);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, Infinity", "-0.0, 0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(abs(Elements.doubles(x)))).isEqualTo(y);
  }
}
