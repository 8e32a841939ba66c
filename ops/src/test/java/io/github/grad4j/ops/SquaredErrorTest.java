package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.zeros;
import static io.github.grad4j.ops.SquaredError.squaredError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class SquaredErrorTest {
  @Test
  void squares_each_difference() {
    assertThat(values(squaredError(vector(1, 2), vector(4, 2)))).containsExactly(9, 0);
  }

  @Test
  void shapes_are_not_broadcast() {
    assertThatThrownBy(() -> squaredError(zeros(3), zeros(3, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "labels shape [3] does not match predictions shape [3, 1] (rank 1 vs 2). Labels hold"
                + " one value for each prediction");
  }
}
