package io.github.grad4j.ops;

import static io.github.grad4j.ops.ArgMax.argMax;
import static io.github.grad4j.ops.Elements.doubles;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ArgMaxTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void is_the_index_along_the_axis() {
    Tensor x = Constant.of(new double[] {3, 9, 5, 7, 1, 8}, Shape.of(2, 3));
    assertThat(argMax(x, -1).type()).isEqualTo(new TensorType(DataType.INT64, Shape.of(2)));
    assertThat(valuesOf(argMax(x, -1))).containsExactly(1, 2);
    assertThat(valuesOf(argMax(x, 0))).containsExactly(1, 0, 1);
    assertThat(valuesOf(argMax(doubles(-3, -1, -2), 0))).containsExactly(1);
  }

  @Test
  void the_first_of_equals_wins() {
    assertThat(valuesOf(argMax(doubles(1, 2, 2), 0))).containsExactly(1);
    assertThat(valuesOf(argMax(doubles(-0.0, 0.0), 0))).containsExactly(0);
    assertThat(valuesOf(argMax(doubles(-INFINITY, -INFINITY), 0))).containsExactly(0);
  }

  @Test
  void the_first_nan_wins() {
    assertThat(valuesOf(argMax(doubles(1, NAN, INFINITY, NAN), 0))).containsExactly(1);
    assertThat(valuesOf(argMax(doubles(NAN, 1), 0))).containsExactly(0);
  }

  @Test
  void is_found_in_a_long_line() {
    double[] values = new double[2000];
    Arrays.setAll(values, i -> -Math.abs(i - 1500));
    assertThat(valuesOf(argMax(doubles(values), 0))).containsExactly(1500);
  }

  @Test
  void there_is_none_of_nothing() {
    assertThatThrownBy(() -> argMax(counting(2, 0), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 1 of shape [2, 0] is empty and has no extreme element");
    assertThat(argMax(counting(0, 2), 1).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void the_axis_must_exist_and_elements_be_floating() {
    assertThatThrownBy(() -> argMax(counting(2, 3), 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 2 is outside [-2, 2) for shape [2, 3]");
    assertThatThrownBy(() -> argMax(countingLongs(2), 0)).isInstanceOf(TypeException.class);
  }
}
