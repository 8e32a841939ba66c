package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.SmoothLabels.smoothLabels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;

class SmoothLabelsTest {
  @Test
  void spreads_a_part_over_all_classes() {
    assertThat(values(smoothLabels(matrix(row(0, 1, 0, 0), row(0.5, 0, 0, 0.5)), 0.5)))
        .containsExactly(0.125, 0.625, 0.125, 0.125, 0.375, 0.125, 0.125, 0.375);
    assertThat(values(smoothLabels(matrix(row(0, 1)), 0))).containsExactly(0, 1);
  }

  @Test
  void class_ids_are_rejected_even_where_nothing_is_spread() {
    assertThatThrownBy(() -> smoothLabels(Shaped.ids(0, 1), 0))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("takes FLOAT or DOUBLE but got LONG[2]; cast it first")
        .hasMessageContaining("; labels is constant LONG[2]");
  }
}
