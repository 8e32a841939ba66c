package io.github.grad4j.ops;

import static io.github.grad4j.ops.AbsoluteDifference.absoluteDifference;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By hand. */
class AbsoluteDifferenceTest {
  @Test
  void is_the_distance() {
    assertThat(Elements.valuesOf(absoluteDifference(Elements.doubles(1, -2), Elements.doubles(-1))))
        .containsExactly(2, 1);
  }
}
