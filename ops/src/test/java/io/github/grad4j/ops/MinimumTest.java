package io.github.grad4j.ops;

import static io.github.grad4j.ops.Minimum.minimum;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand; NaN propagates as in NumPy. */
class MinimumTest {
  @Test
  void takes_the_lesser() {
    assertThat(
            Elements.valuesOf(minimum(Elements.doubles(1, -3, 0.0), Elements.doubles(2, 1, -0.0))))
        .containsExactly(1, -3, -0.0);
    assertThat(Elements.valuesOf(minimum(Elements.floats(-1, 1), 0))).containsExactly(-1, 0);
  }

  @Test
  void propagates_nan_from_either_side() {
    assertThat(
            Elements.valuesOf(
                minimum(Elements.doubles(Double.NaN, 1), Elements.doubles(1, Double.NaN))))
        .containsExactly(Double.NaN, Double.NaN);
  }
}
