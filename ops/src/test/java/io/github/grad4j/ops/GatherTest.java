package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.longs;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Gather.gather;
import static io.github.grad4j.ops.Grids.alternating;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class GatherTest {
  @Test
  void picks_slices_along_an_axis() {
    assertThat(valuesOf(gather(counting(3, 2), longs(2, 0, 2), 0)))
        .containsExactly(4, 5, 0, 1, 4, 5);
    assertThat(valuesOf(gather(counting(2, 3), longs(2, 0), -1))).containsExactly(2, 0, 5, 3);
  }

  @Test
  void the_shape_of_the_indices_takes_the_place_of_the_axis() {
    Tensor matrix = Constant.of(new long[] {2, 0, 1, 1}, Shape.of(2, 2));
    Tensor picked = gather(counting(2, 3, 2), matrix, 1);
    assertThat(picked.shape()).isEqualTo(Shape.of(2, 2, 2, 2));
    assertThat(valuesOf(picked)).containsExactly(4, 5, 0, 1, 2, 3, 2, 3, 10, 11, 6, 7, 8, 9, 8, 9);
    Tensor scalar = Constant.of(new long[] {1}, Shape.scalar());
    assertThat(gather(counting(3, 2), scalar, 0).shape()).isEqualTo(Shape.of(2));
    assertThat(gather(counting(3, 2), longs(), 0).shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void takes_integers_and_booleans() {
    assertThat(valuesOf(gather(countingLongs(4), longs(3, 1), 0))).containsExactly(3, 1);
    assertThat(valuesOf(gather(alternating(4), longs(3, 0), 0))).containsExactly(0, 1);
  }

  @Test
  void constant_indices_are_checked_when_the_formula_is_written() {
    assertThatThrownBy(() -> gather(counting(10), longs(0, 0, 0, 0, 0, 12), 0))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("index 12 at [5] is outside [0, 10)");
    assertThatThrownBy(() -> gather(counting(10), longs(-1), 0))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("index -1 at [0] is outside [0, 10)");
  }

  @Test
  void other_indices_are_checked_in_every_run() {
    Input indices = Input.of("indices", DataType.INT64, 2, 2);
    Tensor picked = gather(counting(3), indices, 0);
    try (Plan plan = Plan.of(picked)) {
      plan.feed(indices, new long[] {0, 1, 2, 0}).run();
      assertThat(plan.doubles(picked)).containsExactly(0, 1, 2, 0);
      plan.feed(indices, new long[] {0, 1, 3, 0});
      assertThatThrownBy(plan::run)
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("index 3 at [1, 0] is outside [0, 3)")
          .hasMessageContaining("in gather DOUBLE[2, 2]");
      plan.feed(indices, new long[] {2, 2, 2, 2}).run();
      assertThat(plan.doubles(picked)).containsExactly(2, 2, 2, 2);
    }
  }

  @Test
  void nothing_is_picked_from_an_empty_axis() {
    assertThatThrownBy(() -> gather(counting(0), longs(0), 0))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("index 0 at [0] is outside [0, 0)");
  }

  @Test
  void indices_are_integers_and_the_axis_exists() {
    assertThatThrownBy(() -> gather(counting(3), counting(1), 0))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("indices are LONG but got DOUBLE[1]");
    assertThatThrownBy(() -> gather(counting(3), longs(0), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 1 is outside [-1, 1) for shape [3]");
  }
}
