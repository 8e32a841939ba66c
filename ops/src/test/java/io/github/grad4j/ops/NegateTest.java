package io.github.grad4j.ops;

import static io.github.grad4j.ops.Negate.negate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class NegateTest {
  @ParameterizedTest
  @CsvSource({"-1.5, 1.5", "2.0, -2.0"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(negate(Elements.doubles(x)))).isEqualTo(y);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, -Infinity", "0.0, -0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(negate(Elements.doubles(x)))).isEqualTo(y);
  }
}
