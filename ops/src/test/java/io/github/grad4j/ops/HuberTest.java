package io.github.grad4j.ops;

import static io.github.grad4j.ops.Huber.huber;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class HuberTest {
  @Test
  void is_quadratic_near_and_linear_far() {
    assertThat(values(huber(zeros(5), vector(0.5, -1, 3, -3, 0))))
        .containsExactly(0.125, 0.5, 2.5, 2.5, 0);
    assertThat(values(huber(zeros(2), vector(0.5, -1), 0.5))).containsExactly(0.125, 0.375);
  }

  @Test
  void a_huge_error_does_not_overflow() {
    assertThat(values(huber(zeros(2), vector(1e300, Double.NEGATIVE_INFINITY))))
        .containsExactly(1e300, Double.POSITIVE_INFINITY);
  }

  @Test
  void shapes_are_not_broadcast() {
    assertThatThrownBy(() -> huber(zeros(3), zeros(3, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("labels shape [3] does not match predictions shape [3, 1]");
  }
}
