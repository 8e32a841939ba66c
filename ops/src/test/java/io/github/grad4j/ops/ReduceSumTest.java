package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReduceSumTest {
  private static final int MANY = 10_000_000;

  /** A block of 512 is added in four chains: 128 roundings each, and two to join them. */
  private static final double BLOCK = 130 * EPS;

  /** A block of 512 rows is added in one chain. */
  private static final double ROWS = 512 * EPS;

  @Test
  void sums_along_every_form_of_axes() {
    Tensor x = counting(2, 3);
    assertThat(values(reduceSum(x))).containsExactly(21);
    assertThat(values(reduceSum(x, axes(0)))).containsExactly(5, 7, 9);
    assertThat(values(reduceSum(x, axes(-1)))).containsExactly(6, 15);
    assertThat(values(reduceSum(x, axes(1, 0)))).containsExactly(21);
    assertThat(reduceSum(x, axes(0, -1).keepingDims()).shape()).isEqualTo(Shape.of(1, 1));
    assertThat(values(reduceSum(counting(2, 3, 2), axes(1)))).containsExactly(9, 12, 27, 30);
    assertThat(values(reduceSum(counting(2, 3, 2), axes(0, 2)))).containsExactly(18, 26, 34);
    assertThat(value(reduceSum(Constant.of(new double[] {7}, Shape.scalar())))).isEqualTo(7);
  }

  @Test
  void sums_rows_wider_and_taller_than_a_tile() {
    // Element (i, j, k) is i·1500·600 + j·600 + k + 1.
    double[] sums = values(reduceSum(counting(2, 1500, 600), axes(1)));
    for (int k = 0; k < 600; k++) {
      double first = 1500 * 1499 / 2 * 600.0 + 1500 * (k + 1.0);
      assertThat(sums[k]).isEqualTo(first);
      assertThat(sums[600 + k]).isEqualTo(first + 1500 * 1500 * 600.0);
    }
  }

  @Test
  void sums_lines_shorter_and_longer_than_a_tile() {
    for (int length : new int[] {1, 2, 10, 31, 32, 33, 300, 1024, 1025, 2500}) {
      int lines = 1100 / length + 3;
      double[] sums = values(reduceSum(counting(lines, length), axes(1)));
      double[] strided = values(reduceSum(counting(lines, 2, length), axes(0, 2)));
      double[] floats = values(reduceSum(floats(lines, length), axes(1)));
      for (int i = 0; i < lines; i++) {
        double exact = length * (double) length * i + length * (length + 1) / 2.0;
        assertThat(sums[i]).as("line %d of %d", i, length).isEqualTo(exact);
        assertThat(floats[i]).as("line %d of %d", i, length).isEqualTo((float) exact);
      }
      double half = strided[0] + strided[1];
      double all = 2.0 * lines * length;
      assertThat(half).isEqualTo(all * (all + 1) / 2);
      assertThat(strided[1] - strided[0]).isEqualTo((double) lines * length * length);
    }
  }

  /** The numbers from 1 on. */
  private static Tensor floats(int... sizes) {
    Shape shape = Shape.of(sizes);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return Constant.of(values, shape);
  }

  @Test
  void float_rows_are_summed_like_doubles() {
    for (int width : new int[] {2, 10, 37, 1024, 1100}) {
      int rows = 4 * 1024 / width + 600;
      double[] sums = values(reduceSum(floats(2, rows, width), axes(1)));
      double[] exact = values(reduceSum(counting(2, rows, width), axes(1)));
      for (int k = 0; k < sums.length; k++) {
        assertThat(sums[k]).as("column %d of %d", k, width).isEqualTo((float) exact[k]);
      }
    }
  }

  @Test
  void the_sum_over_an_empty_axis_is_zero() {
    assertThat(values(reduceSum(zeros(2, 0), axes(1)))).containsExactly(0, 0);
    assertThat(values(reduceSum(zeros(0, 2), axes(0)))).containsExactly(0, 0);
    assertThat(value(reduceSum(zeros(0, 2)))).isZero();
  }

  @Test
  void ten_million_floats_lose_nothing_visible() {
    float[] tenths = new float[MANY];
    Arrays.fill(tenths, 0.1f);
    float exact = new BigDecimal(tenths[0]).multiply(BigDecimal.valueOf(MANY)).floatValue();
    assertThat(value(reduceSum(Constant.of(tenths, Shape.of(MANY))))).isEqualTo(exact);
    double[] columns = values(reduceSum(Constant.of(tenths, Shape.of(MANY / 2, 2)), axes(0)));
    assertThat(columns).containsExactly(exact / 2, exact / 2);
  }

  @Test
  void ten_million_doubles_lose_nothing_visible() {
    double[] tenths = new double[MANY];
    Arrays.fill(tenths, 0.1);
    double exact = new BigDecimal(tenths[0]).multiply(BigDecimal.valueOf(MANY)).doubleValue();
    assertThat(value(reduceSum(Constant.of(tenths, Shape.of(MANY)))))
        .isCloseTo(exact, Shaped.within(BLOCK * exact));
    double[] columns = values(reduceSum(Constant.of(tenths, Shape.of(MANY / 2, 2)), axes(0)));
    assertThat(columns[1]).isCloseTo(exact / 2, Shaped.within(ROWS * exact / 2));
  }

  @Test
  void what_a_large_block_swallows_comes_back() {
    double[] blocks = new double[3 * 512];
    blocks[0] = 1e16;
    blocks[512] = 1;
    blocks[1024] = -1e16;
    assertThat(value(reduceSum(Constant.of(blocks, Shape.of(3 * 512))))).isEqualTo(1);
    double[] twice = new double[2 * 3 * 512];
    for (int i = 0; i < blocks.length; i++) {
      twice[2 * i] = blocks[i];
      twice[2 * i + 1] = -blocks[i];
    }
    assertThat(values(reduceSum(Constant.of(twice, Shape.of(3 * 512, 2)), axes(0))))
        .containsExactly(1, -1);
  }

  @Test
  void infinities_stay_and_opposite_ones_are_nan() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(value(reduceSum(vector(infinity, 1)))).isEqualTo(infinity);
    assertThat(value(reduceSum(vector(infinity, -infinity)))).isNaN();
    Tensor columns = Constant.of(new double[] {infinity, infinity, 1, -infinity}, Shape.of(2, 2));
    assertThat(values(reduceSum(columns, axes(0)))).containsExactly(infinity, Double.NaN);
  }

  @Test
  void axes_that_do_not_exist_or_repeat_are_rejected() {
    Tensor x = counting(2, 3);
    assertThatThrownBy(() -> reduceSum(x, axes(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 2 is outside [-2, 2) for shape [2, 3]");
    assertThatThrownBy(() -> reduceSum(x, axes(1, -1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 1 is named twice in axes(1, -1)");
  }

  @Test
  void integers_are_rejected() {
    assertThatThrownBy(() -> reduceSum(Shaped.ids(1, 2)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("takes FLOAT or DOUBLE but got LONG[2]");
  }
}
