package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Reshape.reshape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class ReshapeTest {
  @Test
  void keeps_the_elements_in_c_order() {
    Tensor y = reshape(counting(2, 3), 3, 2);
    assertThat(y.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(valuesOf(y)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void one_size_is_computed() {
    assertThat(reshape(counting(2, 3), -1).shape()).isEqualTo(Shape.of(6));
    assertThat(reshape(counting(2, 6), 3, -1, 2).shape()).isEqualTo(Shape.of(3, 2, 2));
    assertThat(reshape(counting(), -1, 1).shape()).isEqualTo(Shape.of(1, 1));
    assertThat(reshape(counting(0, 3), -1, 2).shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void the_same_shape_makes_no_node() {
    Tensor x = counting(2, 3);
    assertThat(reshape(x, Shape.of(2, 3))).isSameAs(x);
  }

  @Test
  void other_numbers_of_elements_are_rejected() {
    assertThatThrownBy(() -> reshape(counting(2, 3), 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shape [2, 3] with 6 elements cannot become [4] with 4");
    assertThatThrownBy(() -> reshape(counting(2, 3), -1, 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("6 elements are not a multiple of 4");
    assertThatThrownBy(() -> reshape(counting(0), -1, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("0 elements are not a multiple of 0");
    assertThatThrownBy(() -> reshape(counting(2, 3), -1, -1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("only one size may be -1");
  }

  /** 3 · 1431655766 is 2 modulo 2³². */
  @Test
  void sizes_that_overflow_or_are_negative_are_rejected() {
    assertThatThrownBy(() -> reshape(counting(2, 3), -1, 3, 1431655766))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shape [1, 3, 1431655766] has more");
    assertThatThrownBy(() -> reshape(counting(2, 3), -1, -3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a size is never negative");
  }
}
