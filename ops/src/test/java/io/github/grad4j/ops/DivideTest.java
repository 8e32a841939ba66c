package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand, and IEEE 754. */
class DivideTest {
  @Test
  void divides_on_either_side() {
    assertThat(Elements.valuesOf(divide(Elements.doubles(3, -2), Elements.doubles(4))))
        .containsExactly(0.75, -0.5);
    assertThat(Elements.valuesOf(divide(Elements.doubles(3, -2), 4))).containsExactly(0.75, -0.5);
    assertThat(Elements.valuesOf(divide(1, Elements.floats(4, -2)))).containsExactly(0.25, -0.5);
  }

  @Test
  void gives_infinity_for_a_zero_divisor_and_nan_for_zero_by_zero() {
    assertThat(Elements.valuesOf(divide(Elements.doubles(1, -1, 0), 0)))
        .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
  }
}
