package io.github.grad4j.ops;

import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Squeeze.squeeze;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class SqueezeTest {
  @Test
  void takes_away_axes_of_size_1() {
    assertThat(squeeze(counting(1, 2, 1)).shape()).isEqualTo(Shape.of(2));
    assertThat(squeeze(counting(1, 2, 1), 0).shape()).isEqualTo(Shape.of(2, 1));
    assertThat(squeeze(counting(1, 2, 1), -1, 0).shape()).isEqualTo(Shape.of(2));
    assertThat(squeeze(counting(1, 1)).shape()).isEqualTo(Shape.scalar());
  }

  @Test
  void the_axes_must_exist_once_with_size_1() {
    assertThatThrownBy(() -> squeeze(counting(2, 3), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "only an axis of size 1 can be taken away, but axis 0 of shape [2, 3] has size 2");
    assertThatThrownBy(() -> squeeze(counting(1, 3), 2)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> squeeze(counting(1, 3), 0, -2)).isInstanceOf(ShapeException.class);
  }
}
