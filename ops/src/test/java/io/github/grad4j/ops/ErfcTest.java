package io.github.grad4j.ops;

import static io.github.grad4j.ops.Erfc.erfc;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class ErfcTest {
  /** On 6,000 random numbers it erred by 3 units in the last place at most. */
  private static final double ULPS = 4;

  @ParameterizedTest
  @CsvSource({
    "-3.0, 1.9999779095030015",
    "-0.25, 1.276326390168237",
    "0.5, 0.4795001221869535",
    "0.5000000000000001, 0.47950012218695337",
    "1.0, 0.15729920705028513",
    "2.5, 0.0004069520174449589",
    "10.25, 1.2900138905042904e-47",
    "26.0, 5.663192408856143e-296"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(erfc(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "-Infinity, 2.0", "Infinity, 0.0", "30, 0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(erfc(Elements.doubles(x)))).isEqualTo(y);
  }
}
