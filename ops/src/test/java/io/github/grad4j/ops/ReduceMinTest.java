package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceMin.reduceMin;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.vjp;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class ReduceMinTest {
  @Test
  void finds_the_extreme_along_every_form_of_axes() {
    Tensor x = counting(2, 3);
    assertThat(values(reduceMin(x, axes(0)))).containsExactly(1, 2, 3);
    assertThat(values(reduceMin(x, axes(-1).keepingDims()))).containsExactly(1, 4);
    assertThat(values(reduceMin(counting(2, 3, 2), axes(1)))).containsExactly(1, 2, 7, 8);
    assertThat(values(reduceMin(counting(2, 3), axes(0, 1)))).containsExactly(1);
  }

  @Test
  void a_nan_makes_its_own_line_nan() {
    Tensor x = Shaped.matrix(Shaped.row(Double.NaN, 1), Shaped.row(0.75, 2.25));
    assertThat(values(reduceMin(x, axes(1)))).containsExactly(Double.NaN, 0.75);
  }

  @Test
  void infinities_are_numbers_like_others() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(value(reduceMin(vector(infinity, 1, -infinity)))).isEqualTo(-infinity);
    assertThat(value(reduceMin(vector(infinity, infinity)))).isEqualTo(infinity);
  }

  @Test
  void equal_elements_share_the_cotangent() {
    double sign = -1;
    Tensor y = reduceMin(vector(3 * sign, 3 * sign, sign));
    assertThat(vjp(y, 0, 1)).containsExactly(0.5, 0.5, 0);
  }

  @Test
  void the_cotangent_of_a_nan_is_nan() {
    assertThat(vjp(reduceMin(vector(Double.NaN, 1)), 0, 1)).containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void an_empty_axis_is_rejected_and_empty_others_are_not() {
    assertThatThrownBy(() -> reduceMin(zeros(0, 2), axes(0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shape [0, 2] has no elements along axes [0]");
    assertThat(values(reduceMin(zeros(0, 2), axes(1)))).isEmpty();
  }
}
