package io.github.grad4j.ops;

import static io.github.grad4j.ops.Sigmoid.sigmoid;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class SigmoidTest {
  /** 1 unit of the exponential, and half a unit each of a sum and a quotient. */
  private static final double ULPS = 3;

  @ParameterizedTest
  @CsvSource({
    "-745.0, 5e-324",
    "-700.0, 9.85967654375977e-305",
    "-36.75, 1.0956650033262366e-16",
    "-1.0, 0.2689414213699951",
    "0.0, 0.5",
    "1e-300, 0.5",
    "2.5, 0.9241418199787564",
    "40.0, 1.0"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(sigmoid(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, 0.0", "Infinity, 1.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(sigmoid(Elements.doubles(x)))).isEqualTo(y);
  }
}
