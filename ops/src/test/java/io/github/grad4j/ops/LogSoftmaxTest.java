package io.github.grad4j.ops;

import static io.github.grad4j.ops.LogSoftmax.logSoftmax;
import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.within;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogSoftmaxTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  /** Math.exp and Math.log1p to 1 unit in the last place each. */
  private static final double ROUNDINGS = 8 * EPS;

  @Test
  void keeps_the_logarithm_of_a_probability_that_rounds_to_one() {
    // -log1p(e⁻⁴⁰), mpmath.
    double[] y = values(logSoftmax(vector(0, 40)));
    assertThat(y[1]).isCloseTo(-4.248354255291589e-18, within(ROUNDINGS * 4.3e-18));
    assertThat(y[0]).isEqualTo(-40);
  }

  @Test
  void keeps_the_logarithm_of_a_probability_that_underflows() {
    // ND4J's own gives -∞ for the last two.
    assertThat(values(logSoftmax(vector(1e4, 0, -1e4)))).containsExactly(0, -1e4, -2e4);
  }

  @Test
  void runs_along_any_axis() {
    double half = Math.log(0.5);
    double[] y = values(logSoftmax(matrix(row(1, 2), row(1, 2)), 0));
    for (double element : y) {
      assertThat(element).isCloseTo(half, within(ROUNDINGS));
    }
  }

  @Test
  void minus_infinity_stays_and_lines_without_a_finite_maximum_are_nan() {
    assertThat(values(logSoftmax(vector(3, -INFINITY)))).containsExactly(0, -INFINITY);
    assertThat(
            values(
                logSoftmax(
                    matrix(
                        row(-INFINITY, -INFINITY),
                        row(INFINITY, 0),
                        row(0, NAN),
                        row(-INFINITY, 2)))))
        .containsExactly(NAN, NAN, NAN, NAN, NAN, NAN, -INFINITY, 0);
  }

  @Test
  void one_class_is_certain() {
    assertThat(values(logSoftmax(matrix(row(3), row(-1e300))))).containsExactly(0, 0);
  }
}
