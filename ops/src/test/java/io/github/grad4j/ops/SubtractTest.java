package io.github.grad4j.ops;

import static io.github.grad4j.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand, and IEEE 754. */
class SubtractTest {
  @Test
  void subtracts_on_either_side() {
    assertThat(Elements.valuesOf(subtract(Elements.doubles(1, -2.5), Elements.doubles(10))))
        .containsExactly(-9, -12.5);
    assertThat(Elements.valuesOf(subtract(Elements.doubles(1, -2.5), 0.5)))
        .containsExactly(0.5, -3);
    assertThat(Elements.valuesOf(subtract(0.5, Elements.floats(1, -2.5f))))
        .containsExactly(-0.5, 3);
  }

  @Test
  void gives_nan_for_equal_infinities() {
    assertThat(
            Elements.only(
                subtract(Double.POSITIVE_INFINITY, Elements.doubles(Double.POSITIVE_INFINITY))))
        .isNaN();
  }

  @Test
  void subtracts_integers_without_rounding() {
    assertThat(Elements.longsOf(subtract(Elements.longs(Long.MAX_VALUE), Elements.longs(1))))
        .containsExactly(Long.MAX_VALUE - 1);
  }
}
