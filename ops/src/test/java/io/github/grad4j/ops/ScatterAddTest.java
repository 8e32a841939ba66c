package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.doubles;
import static io.github.grad4j.ops.Elements.longs;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static io.github.grad4j.ops.ScatterAdd.scatterAdd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ScatterAddTest {
  @Test
  void adds_slices_at_their_indices() {
    Tensor sums = scatterAdd(counting(3, 2), longs(2, 0, 2), 0, 4);
    assertThat(sums.shape()).isEqualTo(Shape.of(4, 2));
    assertThat(valuesOf(sums)).containsExactly(2, 3, 0, 0, 4, 6, 0, 0);
  }

  @Test
  void the_axis_takes_the_place_of_the_axes_of_the_indices() {
    Tensor matrix = Constant.of(new long[] {2, 0, 1, 1}, Shape.of(2, 2));
    Tensor sums = scatterAdd(counting(2, 2, 2), matrix, 1, 3);
    assertThat(sums.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(valuesOf(sums)).containsExactly(1, 5, 0, 5, 13, 4);
    assertThat(valuesOf(scatterAdd(counting(2, 2), longs(1, 1), -1, 2)))
        .containsExactly(0, 1, 0, 5);
    Tensor scalar = Constant.of(new long[] {1}, Shape.scalar());
    assertThat(valuesOf(scatterAdd(counting(2), scalar, 0, 2))).containsExactly(0, 0, 0, 1);
  }

  @Test
  void slices_longer_than_a_tile_are_added_whole() {
    int length = 1300;
    double[] expected = new double[2 * length];
    Arrays.setAll(expected, i -> i < length ? 0 : 2 * (i - length) + length);
    Tensor sums = scatterAdd(counting(2, length), longs(1, 1), 0, 2);
    assertThat(valuesOf(sums)).containsExactly(expected);
  }

  /** 2²⁴ + 1 is no FLOAT: ones added to it one at a time in single precision would be lost. */
  @Test
  void floats_are_added_in_double_precision() {
    float[] values = new float[9];
    Arrays.fill(values, 1);
    values[0] = 0x1p24f;
    Tensor x = Constant.of(values, Shape.of(9));
    Tensor sum = scatterAdd(x, longs(new long[9]), 0, 1);
    assertThat(valuesOf(sum)).containsExactly(0x1p24 + 8);
  }

  @Test
  void without_indices_zeros_stay() {
    assertThat(valuesOf(scatterAdd(counting(0, 2), longs(), 0, 2))).containsExactly(0, 0, 0, 0);
  }

  @Test
  void indices_are_checked() {
    assertThatThrownBy(() -> scatterAdd(counting(1), longs(3), 0, 3))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("index 3 at [0] is outside [0, 3)");
    Input indices = Input.of("indices", DataType.INT64, 1);
    try (Plan plan = Plan.of(scatterAdd(counting(1), indices, 0, 3))) {
      plan.feed(indices, new long[] {-1});
      assertThatThrownBy(plan::run)
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("index -1 at [0] is outside [0, 3)");
    }
  }

  @Test
  void the_slices_must_have_the_shape_of_the_indices() {
    assertThatThrownBy(() -> scatterAdd(counting(3, 2), longs(0, 1), 0, 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "the slices need the indices' shape [2] from axis 0 on, but their shape is [3, 2]");
    assertThatThrownBy(() -> scatterAdd(doubles(1, 2), longs(0, 1), 1, 4))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> scatterAdd(doubles(1, 2), longs(0, 1), -2, 4))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> scatterAdd(doubles(1, 2), longs(0, 1), Integer.MAX_VALUE, 4))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> scatterAdd(countingLongs(2), longs(0, 1), 0, 4))
        .isInstanceOf(TypeException.class);
  }
}
