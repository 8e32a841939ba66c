package io.github.grad4j.ops;

import static io.github.grad4j.ops.BroadcastTo.broadcastTo;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.alternating;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.SumTo.sumTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

/** Stretching and its adjoint. */
class BroadcastToTest {
  @Test
  void repeats_along_axes_of_size_one_and_new_ones() {
    assertThat(valuesOf(broadcastTo(counting(3), Shape.of(2, 3))))
        .containsExactly(0, 1, 2, 0, 1, 2);
    assertThat(valuesOf(broadcastTo(counting(2, 1, 2), Shape.of(2, 2, 2))))
        .containsExactly(0, 1, 0, 1, 2, 3, 2, 3);
    assertThat(valuesOf(broadcastTo(alternating(2, 1), Shape.of(2, 2))))
        .containsExactly(1, 1, 0, 0);
    assertThat(broadcastTo(counting(1), Shape.of(2, 0)).shape()).isEqualTo(Shape.of(2, 0));
  }

  /** Longer than what is copied at a time, and no multiple of it. */
  @Test
  void repeats_long_rows_and_columns() {
    double[] rows = valuesOf(broadcastTo(counting(1, 700), Shape.of(2, 7, 700)));
    double[] columns = valuesOf(broadcastTo(counting(3, 1), Shape.of(2, 3, 5000)));
    double[] one = valuesOf(broadcastTo(counting(2), Shape.of(9001, 2)));
    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i]).as("element %d of rows", i).isEqualTo(i % 700);
    }
    for (int i = 0; i < columns.length; i++) {
      assertThat(columns[i]).as("element %d of columns", i).isEqualTo(i / 5000 % 3);
    }
    for (int i = 0; i < one.length; i++) {
      assertThat(one[i]).as("element %d of pairs", i).isEqualTo(i % 2);
    }
  }

  @Test
  void what_does_not_stretch_is_rejected() {
    assertThatThrownBy(() -> broadcastTo(counting(2), Shape.of(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shape [2] does not broadcast to [2, 3]");
    assertThatThrownBy(() -> broadcastTo(counting(1, 2), Shape.of(2)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> broadcastTo(counting(0), Shape.of(2)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void sums_over_the_copies() {
    assertThat(valuesOf(sumTo(counting(2, 3), Shape.of(3)))).containsExactly(3, 5, 7);
    assertThat(valuesOf(sumTo(counting(2, 3), Shape.of(2, 1)))).containsExactly(3, 12);
    assertThat(valuesOf(sumTo(counting(2, 3, 2), Shape.of(3, 1)))).containsExactly(14, 22, 30);
    assertThat(valuesOf(sumTo(counting(2, 3), Shape.scalar()))).containsExactly(15);
    assertThat(valuesOf(sumTo(counting(2, 0), Shape.of(1, 1)))).containsExactly(0);
  }

  @Test
  void only_what_stretches_back_is_summed_to() {
    assertThatThrownBy(() -> sumTo(counting(2, 3), Shape.of(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shape [2, 3] is not summed to [2]");
    assertThatThrownBy(() -> sumTo(counting(3), Shape.of(1, 3))).isInstanceOf(ShapeException.class);
  }
}
