package io.github.grad4j.ops;

import static io.github.grad4j.ops.AbsoluteError.absoluteError;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class AbsoluteErrorTest {
  @Test
  void measures_each_difference() {
    assertThat(values(absoluteError(vector(1, 2), vector(4, 2)))).containsExactly(3, 0);
  }

  @Test
  void shapes_are_not_broadcast() {
    assertThatThrownBy(() -> absoluteError(zeros(3), zeros(1))).isInstanceOf(ShapeException.class);
  }
}
