package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.alternating;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Reverse.reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class ReverseTest {
  @Test
  void turns_the_axes_round() {
    assertThat(valuesOf(reverse(counting(3, 2), 0))).containsExactly(4, 5, 2, 3, 0, 1);
    assertThat(valuesOf(reverse(counting(3, 2), -1))).containsExactly(1, 0, 3, 2, 5, 4);
    assertThat(valuesOf(reverse(counting(3, 2), 0, 1))).containsExactly(5, 4, 3, 2, 1, 0);
    assertThat(valuesOf(reverse(alternating(2), 0))).containsExactly(0, 1);
    assertThat(reverse(counting(0, 2), 0).shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void the_axes_must_exist_once() {
    assertThatThrownBy(() -> reverse(counting(2), 1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> reverse(counting(2), 0, -1)).isInstanceOf(ShapeException.class);
  }
}
