package io.github.grad4j.ops;

import static io.github.grad4j.ops.Clip.clip;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand; np.clip. */
class ClipTest {
  @Test
  void moves_elements_to_the_nearest_bound() {
    assertThat(
            Elements.valuesOf(
                clip(Elements.doubles(-2, -1, 0.5, 1, Double.POSITIVE_INFINITY), -1, 1)))
        .containsExactly(-1, -1, 0.5, 1, 1);
  }

  @Test
  void propagates_nan() {
    assertThat(Elements.only(clip(Elements.doubles(Double.NaN), -1, 1))).isNaN();
  }

  @Test
  void prefers_the_upper_bound_if_they_cross() {
    assertThat(Elements.valuesOf(clip(Elements.doubles(-5, 5), 1, -1))).containsExactly(-1, -1);
  }
}
