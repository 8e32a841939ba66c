package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand, and IEEE 754. */
class AddTest {
  @Test
  void adds_and_broadcasts() {
    assertThat(Elements.valuesOf(add(Elements.doubles(1, -2.5), Elements.doubles(10))))
        .containsExactly(11, 7.5);
    assertThat(Elements.valuesOf(add(Elements.floats(1, -2.5f), 0.5))).containsExactly(1.5, -2);
  }

  @Test
  void overflows_to_infinity_and_gives_nan_for_opposite_infinities() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(
            Elements.valuesOf(
                add(Elements.doubles(1e308, infinity), Elements.doubles(1e308, -infinity))))
        .containsExactly(infinity, Double.NaN);
  }

  @Test
  void adds_integers_without_rounding_and_wraps_around() {
    assertThat(Elements.longsOf(add(Elements.longs(Long.MAX_VALUE - 1, Long.MAX_VALUE), 1)))
        .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE);
  }
}
