package io.github.grad4j.ops;

import static io.github.grad4j.ops.GreaterEqual.greaterEqual;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand, and IEEE 754 for NaN and -0. */
class GreaterEqualTest {
  @Test
  void compares_numbers() {
    assertThat(Elements.valuesOf(greaterEqual(Elements.doubles(1, 2, 3), 2)))
        .containsExactly(0, 1, 1);
    assertThat(Elements.valuesOf(greaterEqual(Elements.floats(1, 2, 3), Elements.floats(2))))
        .containsExactly(0, 1, 1);
    assertThat(Elements.only(greaterEqual(Elements.doubles(0.0), -0.0))).isEqualTo(1);
  }

  @Test
  void is_false_where_either_is_nan() {
    double nan = Double.NaN;
    assertThat(
            Elements.valuesOf(
                greaterEqual(Elements.doubles(nan, 1, nan), Elements.doubles(1, nan, nan))))
        .containsExactly(0, 0, 0);
  }

  @Test
  void compares_integers_that_no_double_tells_apart() {
    long big = 1L << 53;
    assertThat(
            Elements.valuesOf(
                greaterEqual(
                    Elements.longs(big, big + 1, big + 1), Elements.longs(big + 1, big + 1, big))))
        .containsExactly(0, 1, 1);
  }
}
