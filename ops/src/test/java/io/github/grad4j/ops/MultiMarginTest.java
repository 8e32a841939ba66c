package io.github.grad4j.ops;

import static io.github.grad4j.ops.MultiMargin.multiMargin;
import static io.github.grad4j.ops.Shaped.ids;
import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class MultiMarginTest {
  @Test
  void averages_over_all_classes_what_the_others_are_too_near() {
    assertThat(values(multiMargin(ids(0, 1), matrix(row(2, 1.5, 0.5, -4), row(0.5, 0, 3, 0)))))
        .containsExactly(0.5 / 4, (1.5 + 4 + 1) / 4);
    assertThat(values(multiMargin(ids(0), matrix(row(2, 1.5, 0.5, -4)), 2)))
        .containsExactly((1.5 + 0.5) / 4);
  }

  @Test
  void one_class_costs_nothing() {
    assertThat(values(multiMargin(ids(0), matrix(row(5))))).containsExactly(0);
  }

  @Test
  void labels_are_checked() {
    assertThatThrownBy(() -> values(multiMargin(ids(4), matrix(row(2, 1.5, 0.5, -4)))))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("label 4 at index [0] is outside [0, 4)");
    assertThatThrownBy(() -> multiMargin(ids(0, 1), zeros(3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("labels shape [2] does not match logits shape [3, 2]");
  }
}
