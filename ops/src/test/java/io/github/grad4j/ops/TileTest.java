package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static io.github.grad4j.ops.Tile.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class TileTest {
  @Test
  void repeats_along_each_axis() {
    Tensor rows = tile(counting(2, 2), 2, 1);
    assertThat(rows.shape()).isEqualTo(Shape.of(4, 2));
    assertThat(valuesOf(rows)).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    assertThat(valuesOf(tile(counting(2, 2), 1, 2))).containsExactly(0, 1, 0, 1, 2, 3, 2, 3);
    assertThat(valuesOf(tile(countingLongs(2), 3))).containsExactly(0, 1, 0, 1, 0, 1);
  }

  /** As {@code numpy.tile}. */
  @Test
  void repetitions_are_aligned_at_the_last_axis() {
    assertThat(tile(counting(2, 3), 2).shape()).isEqualTo(Shape.of(2, 6));
    assertThat(tile(counting(3), 2, 2).shape()).isEqualTo(Shape.of(2, 6));
    assertThat(tile(counting(), 4).shape()).isEqualTo(Shape.of(4));
    assertThat(tile(counting(3), 0).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void a_negative_number_is_rejected() {
    assertThatThrownBy(() -> tile(counting(3), -1)).isInstanceOf(ShapeException.class);
  }
}
