package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.LogSumExp.logSumExp;
import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.vjp;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Shape;
import org.junit.jupiter.api.Test;

class LogSumExpTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** exp, log1p and the additions round a few times each. */
  private static final double ROUNDINGS = 16 * EPS;

  @Test
  void of_equal_numbers_is_the_number_plus_the_logarithm_of_how_many() {
    assertThat(value(logSumExp(vector(0, 0, 0)))).isCloseTo(Math.log(3), within(ROUNDINGS * 2));
    assertThat(value(logSumExp(vector(1e4, 1e4))))
        .isCloseTo(1e4 + Math.log(2), within(ROUNDINGS * 1e4));
  }

  @Test
  void reduces_along_every_form_of_axes() {
    // log Σ exp of 1, 2, …: each line is its last number plus log Σ exp(-k·step).
    double three = Math.log(1 + Math.exp(-1) + Math.exp(-2));
    double[] last = values(logSumExp(counting(2, 3), axes(-1)));
    assertThat(last[0]).isCloseTo(3 + three, within(ROUNDINGS * 4));
    assertThat(last[1]).isCloseTo(6 + three, within(ROUNDINGS * 8));
    double[] outer = values(logSumExp(counting(2, 3, 2), axes(0, 2)));
    double four = Math.log(1 + Math.exp(-1) + Math.exp(-6) + Math.exp(-7));
    assertThat(outer[0]).isCloseTo(8 + four, within(ROUNDINGS * 8));
    assertThat(outer[2]).isCloseTo(12 + four, within(ROUNDINGS * 16));
    assertThat(logSumExp(counting(2, 3, 2), axes(0, 2).keepingDims()).shape())
        .isEqualTo(Shape.of(1, 3, 1));
  }

  @Test
  void keeps_what_a_small_term_adds_to_a_maximum_of_zero() {
    assertThat(value(logSumExp(vector(0, -40))))
        .isCloseTo(4.248354255291589e-18, within(ROUNDINGS * 4.3e-18));
  }

  @Test
  void infinities_and_nan() {
    assertThat(value(logSumExp(vector(-INFINITY, -INFINITY)))).isEqualTo(-INFINITY);
    assertThat(value(logSumExp(vector(-INFINITY, 2)))).isEqualTo(2);
    assertThat(value(logSumExp(vector(INFINITY, 0)))).isEqualTo(INFINITY);
    assertThat(value(logSumExp(vector(INFINITY, INFINITY)))).isEqualTo(INFINITY);
    assertThat(value(logSumExp(vector(INFINITY, -INFINITY)))).isEqualTo(INFINITY);
    assertThat(value(logSumExp(vector(Double.NaN, INFINITY)))).isNaN();
    assertThat(value(logSumExp(vector(INFINITY, Double.NaN)))).isNaN();
  }

  @Test
  void of_nothing_is_the_logarithm_of_zero() {
    assertThat(values(logSumExp(zeros(2, 0), axes(1)))).containsExactly(-INFINITY, -INFINITY);
    assertThat(value(logSumExp(zeros(0)))).isEqualTo(-INFINITY);
  }

  @Test
  void spreads_the_cotangent_evenly_over_huge_equal_numbers() {
    assertThat(vjp(new LogSumExp(0).on(vector(1e308, 1e308)), 0, 1)).containsExactly(0.5, 0.5);
  }
}
