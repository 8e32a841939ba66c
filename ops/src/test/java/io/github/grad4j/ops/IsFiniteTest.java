package io.github.grad4j.ops;

import static io.github.grad4j.ops.IsFinite.isFinite;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By definition. */
class IsFiniteTest {
  @Test
  void is_false_for_infinities_and_nan() {
    assertThat(
            Elements.valuesOf(
                isFinite(
                    Elements.doubles(
                        Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, 0, Double.NaN, 1 / 0.0))))
        .containsExactly(0, 1, 1, 0, 0);
  }
}
