package io.github.grad4j.ops;

import static io.github.grad4j.ops.Xlogy.xlogy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Exact values: mpmath, 60 digits. */
class XlogyTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** 1 unit in the last place of the logarithm and half a unit of the product. */
  private static final double ULPS = 2;

  @Test
  void is_the_product_with_the_logarithm() {
    assertThat(Elements.only(xlogy(Elements.doubles(3), Elements.doubles(0.25))))
        .is(Elements.within(ULPS, -4.1588830833596715));
  }

  @Test
  void is_zero_where_x_is_whatever_y_but_nan() {
    assertThat(
            Elements.valuesOf(
                xlogy(Elements.doubles(0), Elements.doubles(0, 2, -1, INFINITY, Double.NaN))))
        .containsExactly(0, 0, 0, 0, Double.NaN);
    assertThat(Elements.only(xlogy(Elements.doubles(1), Elements.doubles(0)))).isEqualTo(-INFINITY);
  }
}
