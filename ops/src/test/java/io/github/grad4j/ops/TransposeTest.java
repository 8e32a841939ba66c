package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.alternating;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static io.github.grad4j.ops.Transpose.transpose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class TransposeTest {
  @Test
  void reverses_the_axes_if_none_are_named() {
    assertThat(valuesOf(transpose(counting(2, 3)))).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(transpose(counting(2, 3, 4)).shape()).isEqualTo(Shape.of(4, 3, 2));
    assertThat(valuesOf(transpose(counting(3)))).containsExactly(0, 1, 2);
    assertThat(valuesOf(transpose(counting()))).containsExactly(0);
  }

  @Test
  void puts_the_axes_in_the_order_named() {
    Tensor y = transpose(counting(2, 3, 2), 1, -1, 0);
    assertThat(y.shape()).isEqualTo(Shape.of(3, 2, 2));
    assertThat(valuesOf(y)).containsExactly(0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11);
  }

  @Test
  void takes_integers_booleans_and_nothing() {
    assertThat(valuesOf(transpose(countingLongs(2, 3)))).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(valuesOf(transpose(alternating(2, 3)))).containsExactly(1, 0, 0, 1, 1, 0);
    assertThat(transpose(counting(0, 3)).shape()).isEqualTo(Shape.of(3, 0));
  }

  @Test
  void every_axis_must_be_named_once() {
    assertThatThrownBy(() -> transpose(counting(2, 3), 0, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 0 is named twice in axes(0, 0) for shape [2, 3]");
    assertThatThrownBy(() -> transpose(counting(2, 3), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the order of axes [0] does not name each axis of shape [2, 3] once");
    assertThatThrownBy(() -> transpose(counting(2, 3), 0, -3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis -3 is outside [-2, 2) for shape [2, 3]");
  }
}
