package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.SquaredHinge.squaredHinge;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SquaredHingeTest {
  @Test
  void squares_what_is_missing_to_a_margin_of_one() {
    assertThat(values(squaredHinge(vector(1, 1, 0, 0), vector(2, -3, -0.5, 3))))
        .containsExactly(0, 16, 0.25, 16);
  }
}
