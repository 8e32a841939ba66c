package io.github.grad4j.ops;

import static io.github.grad4j.ops.Maximum.maximum;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand; NaN propagates as in NumPy. */
class MaximumTest {
  @Test
  void takes_the_greater() {
    assertThat(
            Elements.valuesOf(maximum(Elements.doubles(1, -3, 0.0), Elements.doubles(2, 1, -0.0))))
        .containsExactly(2, 1, 0.0);
    assertThat(Elements.valuesOf(maximum(Elements.floats(-1, 1), 0))).containsExactly(0, 1);
  }

  @Test
  void propagates_nan_from_either_side() {
    assertThat(
            Elements.valuesOf(
                maximum(Elements.doubles(Double.NaN, 1), Elements.doubles(1, Double.NaN))))
        .containsExactly(Double.NaN, Double.NaN);
  }
}
