package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.zeros;
import static io.github.grad4j.ops.WeightedMean.weightedMean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class WeightedMeanTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void divides_by_the_sum_of_the_weights() {
    assertThat(value(weightedMean(vector(1, 5), vector(3, 1)))).isEqualTo(2);
  }

  @Test
  void a_weight_of_zero_leaves_any_loss_out() {
    assertThat(value(weightedMean(vector(2, INFINITY, Double.NaN, 4, 9), vector(1, 0, 0, 1, 0))))
        .isEqualTo(3);
  }

  @Test
  void a_weight_that_is_not_zero_keeps_any_loss() {
    assertThat(value(weightedMean(vector(2, INFINITY), vector(1, 1)))).isEqualTo(INFINITY);
    assertThat(value(weightedMean(vector(2, Double.NaN), vector(1, 1)))).isNaN();
  }

  @Test
  void without_any_weight_there_is_no_mean() {
    assertThat(value(weightedMean(vector(2, INFINITY), vector(0, 0)))).isNaN();
    assertThat(value(weightedMean(zeros(0), zeros(0)))).isNaN();
  }

  @Test
  void shapes_are_not_broadcast() {
    assertThatThrownBy(() -> weightedMean(zeros(3), zeros(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("losses shape [3] does not match weights shape [1] (axis 0: 3 vs 1)");
  }
}
