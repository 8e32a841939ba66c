package io.github.grad4j.ops;

import static io.github.grad4j.ops.SquaredDifference.squaredDifference;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand. */
class SquaredDifferenceTest {
  @Test
  void squares_the_difference() {
    assertThat(Elements.valuesOf(squaredDifference(Elements.doubles(1, -2), Elements.doubles(4))))
        .containsExactly(9, 36);
  }
}
