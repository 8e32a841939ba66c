package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Stack.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {
  @Test
  void makes_a_new_axis() {
    List<Tensor> tensors = List.of(counting(2, 3), counting(2, 3));
    assertThat(stack(tensors, 0).shape()).isEqualTo(Shape.of(2, 2, 3));
    assertThat(stack(tensors, -1).shape()).isEqualTo(Shape.of(2, 3, 2));
    assertThat(valuesOf(stack(tensors, 1))).containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
    assertThat(valuesOf(stack(List.of(counting(), counting()), 0))).containsExactly(0, 0);
  }

  @Test
  void shapes_must_be_equal() {
    assertThatThrownBy(() -> stack(List.of(counting(2, 3), counting(2, 4)), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "only tensors of one shape are stacked, but shapes are [2, 3] and [2, 4]");
    assertThatThrownBy(() -> stack(List.of(), 0)).isInstanceOf(ShapeException.class);
  }
}
