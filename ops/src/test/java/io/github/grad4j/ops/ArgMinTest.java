package io.github.grad4j.ops;

import static io.github.grad4j.ops.ArgMin.argMin;
import static io.github.grad4j.ops.Elements.doubles;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class ArgMinTest {
  @Test
  void is_the_index_along_the_axis() {
    Tensor x = Constant.of(new double[] {3, 9, 5, 7, 1, 8}, Shape.of(2, 3));
    assertThat(valuesOf(argMin(x, -1))).containsExactly(0, 1);
    assertThat(valuesOf(argMin(x, 0))).containsExactly(0, 1, 0);
  }

  @Test
  void the_first_of_equals_wins_and_nan_over_all() {
    assertThat(valuesOf(argMin(doubles(2, 1, 1), 0))).containsExactly(1);
    assertThat(valuesOf(argMin(doubles(1, Double.NaN, -3, Double.NaN), 0))).containsExactly(1);
  }

  @Test
  void there_is_none_of_nothing() {
    assertThatThrownBy(() -> argMin(counting(2, 0), 1)).isInstanceOf(ShapeException.class);
  }
}
