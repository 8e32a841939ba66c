package io.github.grad4j.ops;

import static io.github.grad4j.ops.Sin.sin;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class SinTest {
  /** Java's own function errs by 1 unit in the last place at most. */
  private static final double ULPS = 1;

  @ParameterizedTest
  @CsvSource({
    "1e-10, 1e-10",
    "3.141592653589793, 1.2246467991473532e-16",
    "-1.0, -0.8414709848078965",
    "10000.0, -0.30561438888825215",
    "1000000000000000.0, 0.8582727931702359"
  })
  void has_the_exact_value(double x, Double y) {
    assertThat(Elements.only(sin(Elements.doubles(x)))).is(Elements.within(ULPS, y));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, NaN", "-0.0, -0.0"})
  void takes_special_values(double x, Double y) {
    assertThat(Elements.only(sin(Elements.doubles(x)))).isEqualTo(y);
  }
}
