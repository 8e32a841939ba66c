package io.github.grad4j.ops;

import static io.github.grad4j.ops.Sqrt.sqrt;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class SqrtTest {
  @ParameterizedTest
  @CsvSource({
    "4.0, 2.0",
    "2.0, 1.4142135623730951",
    "1e-310, 9.999999999999986e-156",
    "1e+300, 1e+150"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(sqrt(Elements.doubles(x)))).isEqualTo(y);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-1, NaN", "0.0, 0.0", "Infinity, Infinity"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(sqrt(Elements.doubles(x)))).isEqualTo(y);
  }
}
