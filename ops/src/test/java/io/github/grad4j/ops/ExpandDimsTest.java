package io.github.grad4j.ops;

import static io.github.grad4j.ops.ExpandDims.expandDims;
import static io.github.grad4j.ops.Grids.counting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class ExpandDimsTest {
  @Test
  void inserts_an_axis_of_size_1() {
    assertThat(expandDims(counting(2, 3), 0).shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(expandDims(counting(2, 3), 1).shape()).isEqualTo(Shape.of(2, 1, 3));
    assertThat(expandDims(counting(2, 3), -1).shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThat(expandDims(counting(2, 3), -3).shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(expandDims(counting(), 0).shape()).isEqualTo(Shape.of(1));
  }

  @Test
  void the_axis_must_be_able_to_stand_there() {
    assertThatThrownBy(() -> expandDims(counting(2, 3), 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a new axis at 4 is outside [-3, 2] for shape [2, 3]");
  }
}
