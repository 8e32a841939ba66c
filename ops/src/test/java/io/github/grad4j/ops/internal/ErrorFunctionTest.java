package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values: mpmath, 60 digits. */
class ErrorFunctionTest {
  /**
   * On 6,000 random numbers the distribution function erred by 4 units in the last place at most.
   */
  private static final double ULPS = 4;

  @ParameterizedTest
  @CsvSource({
    "-38, 2.88542835e-316",
    "-30.5, 1.3029379131780763e-204",
    "-10, 7.619853024160525e-24",
    "-3, 0.0013498980316300946",
    "-0.75, 0.2266273523768682",
    "-0.5, 0.3085375387259869",
    "0, 0.5",
    "0.5, 0.6914624612740131",
    "2, 0.9772498680518208",
    "8.5, 1.0"
  })
  void knows_the_normal_distribution_in_both_tails(double x, double y) {
    assertThat(ErrorFunction.normal(x)).isCloseTo(y, within(ULPS * Math.ulp(y)));
  }

  @ParameterizedTest
  @CsvSource({"0.5", "1"})
  void has_no_step_where_one_formula_takes_over_from_another(double x) {
    double slope = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
    double step = Math.ulp(x);
    double before = ErrorFunction.erf(x);
    double after = ErrorFunction.erf(x + step);
    assertThat(after - before).isCloseTo(slope * step, within(2 * Math.ulp(before)));
  }
}
