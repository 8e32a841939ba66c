package io.github.grad4j.ops;

import static io.github.grad4j.ops.Tanh.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class TanhTest {
  /** Java's own function errs by 2.5 units in the last place at most. */
  private static final double ULPS = 2.5;

  @ParameterizedTest
  @CsvSource({
    "1e-300, 1e-300",
    "-1e-05, -9.999999999666668e-06",
    "0.5, 0.46211715726000974",
    "-1.0, -0.7615941559557649",
    "19.0, 0.9999999999999999"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(tanh(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, -1.0", "Infinity, 1.0", "-0.0, -0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(tanh(Elements.doubles(x)))).isEqualTo(y);
  }
}
