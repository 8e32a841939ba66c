package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.allAxes;
import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceVariance.reduceVariance;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class ReduceVarianceTest {
  @Test
  void averages_squared_distances_from_the_mean() {
    assertThat(value(reduceVariance(vector(1, 2, 3, 4)))).isEqualTo(1.25);
    assertThat(values(reduceVariance(counting(2, 2), axes(0)))).containsExactly(1, 1);
  }

  @Test
  void a_correction_lowers_the_divisor() {
    assertThat(value(reduceVariance(vector(1, 2, 6), allAxes(), 1))).isEqualTo(7);
    assertThat(value(reduceVariance(vector(1), allAxes(), 1))).isNaN();
    assertThat(value(reduceVariance(vector(1, 2), allAxes(), 3)))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void does_not_cancel_far_from_zero() {
    assertThat(value(reduceVariance(vector(1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4)))).isEqualTo(1.25);
  }

  /** Their mean 10000002.5 is no FLOAT. */
  @Test
  void does_not_take_the_rounding_of_a_float_mean_for_variance() {
    Tensor x = Constant.of(new float[] {1e7f + 1, 1e7f + 2, 1e7f + 3, 1e7f + 4});
    assertThat(value(reduceVariance(x))).isEqualTo(1.25);
  }
}
