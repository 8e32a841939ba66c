package io.github.grad4j.ops;

import static io.github.grad4j.ops.LogSigmoid.logSigmoid;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class LogSigmoidTest {
  /** 1 unit each of the exponential and the logarithm, half a unit of the sum. */
  private static final double ULPS = 3;

  @ParameterizedTest
  @CsvSource({
    "-800.0, -800.0",
    "-20.0, -20.000000002061153",
    "-0.5, -0.9740769841801067",
    "0.0, -0.6931471805599453",
    "20.5, -1.2501528656053015e-09",
    "36.75, -1.0956650033262367e-16",
    "700.0, -9.85967654375977e-305"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(logSigmoid(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, -Infinity", "Infinity, -0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(logSigmoid(Elements.doubles(x)))).isEqualTo(y);
  }
}
