package io.github.grad4j.ops;

import static io.github.grad4j.ops.Swish.swish;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath and Python's decimal, 60 digits. */
class SwishTest {
  /** 1 unit of the exponential, and half a unit each of a sum and a quotient. */
  private static final double ULPS = 3;

  @ParameterizedTest
  @CsvSource({
    "-742.0, -4.2065e-320",
    "-720.0, -1.46320617774547e-310",
    "-709.5, -5.236215228791926e-306",
    "-700.0, -6.90177358063184e-302",
    "-40.0, -1.6993417021166355e-16",
    "-3.0, -0.14227761953270035",
    "-0.5, -0.18877033439907273",
    "0.25, 0.14054412522144952",
    "40.0, 40.0"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(swish(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, 0.0", "Infinity, Infinity", "-1e+300, 0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(swish(Elements.doubles(x)))).isEqualTo(y);
  }
}
