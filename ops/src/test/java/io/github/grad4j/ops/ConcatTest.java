package io.github.grad4j.ops;

import static io.github.grad4j.ops.Concat.concat;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.alternating;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcatTest {
  @Test
  void joins_along_the_axis() {
    Tensor rows = concat(List.of(counting(2, 2), counting(1, 2)), 0);
    assertThat(rows.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(valuesOf(rows)).containsExactly(0, 1, 2, 3, 0, 1);
    Tensor columns = concat(List.of(counting(2, 1), counting(2, 2)), -1);
    assertThat(columns.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(valuesOf(columns)).containsExactly(0, 0, 1, 1, 2, 3);
  }

  @Test
  void takes_one_tensor_empty_ones_integers_and_booleans() {
    assertThat(valuesOf(concat(List.of(counting(2)), 0))).containsExactly(0, 1);
    assertThat(valuesOf(concat(List.of(counting(0, 2), counting(1, 2)), 0))).containsExactly(0, 1);
    assertThat(valuesOf(concat(List.of(countingLongs(2), countingLongs(1)), 0)))
        .containsExactly(0, 1, 0);
    assertThat(valuesOf(concat(List.of(alternating(2), alternating(1)), 0)))
        .containsExactly(1, 0, 1);
  }

  @Test
  void only_the_size_of_the_axis_may_differ() {
    assertThatThrownBy(() -> concat(List.of(counting(2, 3), counting(2, 4)), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "only tensors that differ in no size but that of axis 0 are joined, but shapes are"
                + " [2, 3] and [2, 4]");
    assertThatThrownBy(() -> concat(List.of(counting(2, 3), counting(2)), 0))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> concat(List.of(counting(2, 3)), 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 2 is outside [-2, 2) for shape [2, 3]");
    assertThatThrownBy(() -> concat(List.of(), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("give at least one");
    assertThatThrownBy(() -> concat(List.of(counting(2), countingLongs(2)), 0))
        .isInstanceOf(TypeException.class);
  }
}
