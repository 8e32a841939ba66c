package io.github.grad4j.ops;

import static io.github.grad4j.ops.Sign.sign;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class SignTest {
  @ParameterizedTest
  @CsvSource({"-1e+300, -1.0", "1.5, 1.0", "5e-324, 1.0"})
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(sign(Elements.doubles(x)))).isEqualTo(y);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, -1.0", "-0.0, -0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(sign(Elements.doubles(x)))).isEqualTo(y);
  }
}
