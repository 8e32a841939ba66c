package io.github.grad4j.ops;

import static io.github.grad4j.ops.Xdivy.xdivy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand. */
class XdivyTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void is_the_quotient() {
    assertThat(Elements.valuesOf(xdivy(Elements.doubles(3, 1), Elements.doubles(4, 0))))
        .containsExactly(0.75, INFINITY);
  }

  @Test
  void is_zero_where_x_is_whatever_y_but_nan() {
    assertThat(
            Elements.valuesOf(
                xdivy(Elements.doubles(0), Elements.doubles(0, 2, -INFINITY, Double.NaN))))
        .containsExactly(0, 0, 0, Double.NaN);
  }
}
