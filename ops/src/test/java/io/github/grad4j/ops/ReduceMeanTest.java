package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
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
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReduceMeanTest {
  @Test
  void divides_by_the_number_of_elements_reduced() {
    assertThat(value(reduceMean(counting(2, 3)))).isEqualTo(3.5);
    assertThat(values(reduceMean(counting(2, 3), axes(0)))).containsExactly(2.5, 3.5, 4.5);
    assertThat(values(reduceMean(counting(2, 3), axes(-1).keepingDims()))).containsExactly(2, 5);
  }

  @Test
  void the_mean_of_equal_numbers_is_that_number() {
    double[] ones = new double[49];
    Arrays.fill(ones, 1);
    // 49·(1/49) is not 1 in floating point; 49/49 is.
    assertThat(value(reduceMean(vector(ones)))).isEqualTo(1);
  }

  @Test
  void ten_million_large_floats_keep_their_mean() {
    float[] large = new float[10_000_000];
    Arrays.fill(large, 1e8f);
    assertThat(value(reduceMean(Constant.of(large, Shape.of(large.length))))).isEqualTo(1e8);
  }

  @Test
  void the_mean_of_nothing_is_nan() {
    assertThat(values(reduceMean(zeros(0, 2), axes(0)))).containsExactly(Double.NaN, Double.NaN);
    assertThat(value(reduceMean(zeros(0)))).isNaN();
  }

  @Test
  void a_missing_axis_is_rejected() {
    assertThatThrownBy(() -> reduceMean(counting(2, 3), axes(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 2 is outside [-2, 2) for shape [2, 3]");
  }
}
