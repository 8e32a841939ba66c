package io.github.grad4j.core;

import static io.github.grad4j.core.Axes.allAxes;
import static io.github.grad4j.core.Axes.axes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AxesTest {
  private static final Shape SHAPE = Shape.of(2, 3, 4);

  @Test
  void are_counted_from_the_front_and_sorted() {
    assertThat(axes(-1, 0).of(SHAPE)).containsExactly(0, 2);
    assertThat(axes(1).of(SHAPE)).containsExactly(1);
    assertThat(allAxes().of(SHAPE)).containsExactly(0, 1, 2);
    assertThat(allAxes().of(Shape.scalar())).isEmpty();
  }

  @Test
  void outside_the_rank_are_refused() {
    assertThatThrownBy(() -> axes(0, 3).of(SHAPE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 3 is outside [-3, 3) for shape [2, 3, 4]");
    assertThatThrownBy(() -> axes(0).of(Shape.scalar()))
        .hasMessageContaining("axis 0 of a scalar: shape [] has no axes");
  }

  @Test
  void named_twice_are_refused() {
    assertThatThrownBy(() -> axes(2, -1).of(SHAPE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "axis 2 is named twice in axes(2, -1) for shape [2, 3, 4]; name each axis once");
  }

  @Test
  void are_values_that_print_as_they_are_written() {
    assertThat(axes(0, -1).keepingDims())
        .isEqualTo(axes(0, -1).keepingDims())
        .hasSameHashCodeAs(axes(0, -1).keepingDims())
        .isNotEqualTo(axes(0, -1))
        .hasToString("axes(0, -1).keepingDims()");
    assertThat(allAxes()).isEqualTo(allAxes()).hasToString("allAxes()");
    assertThat(axes(0, -1).keepsDims()).isFalse();
    assertThat(allAxes().keepingDims().keepsDims()).isTrue();
  }
}
