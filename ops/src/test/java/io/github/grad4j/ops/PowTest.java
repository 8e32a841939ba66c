package io.github.grad4j.ops;

import static io.github.grad4j.ops.Pow.pow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand, and IEEE 754. */
class PowTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void raises_one_tensor_to_another() {
    assertThat(Elements.valuesOf(pow(Elements.doubles(2, -2, 4), Elements.doubles(10, 3, -0.5))))
        .containsExactly(1024, -8, 0.5);
  }

  @Test
  void takes_any_number_to_the_power_of_zero_for_one() {
    assertThat(
            Elements.valuesOf(pow(Elements.doubles(0, INFINITY, Double.NaN), Elements.doubles(0))))
        .containsExactly(1, 1, 1);
  }

  @Test
  void gives_infinity_for_a_negative_power_of_zero_and_nan_for_a_root_of_a_negative_number() {
    assertThat(Elements.valuesOf(pow(Elements.doubles(0, -2), Elements.doubles(-1, 0.5))))
        .containsExactly(INFINITY, Double.NaN);
  }
}
