package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceProd.reduceProd;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;

class ReduceProdTest {
  @Test
  void multiplies_along_every_form_of_axes() {
    assertThat(value(reduceProd(counting(10)))).isEqualTo(3628800);
    assertThat(value(reduceProd(counting(1)))).isEqualTo(1);
    assertThat(values(reduceProd(counting(2, 3), axes(0)))).containsExactly(4, 10, 18);
    assertThat(values(reduceProd(counting(2, 3), axes(-1)))).containsExactly(6, 120);
    assertThat(values(reduceProd(counting(2, 3, 2), axes(1)))).containsExactly(15, 48, 693, 960);
    assertThat(values(reduceProd(counting(2, 2, 2), axes(0, 2)))).containsExactly(60, 672);
    assertThat(reduceProd(counting(2, 3, 2), axes(0, 2).keepingDims()).shape())
        .isEqualTo(Shape.of(1, 3, 1));
  }

  @Test
  void the_product_over_an_empty_axis_is_one() {
    assertThat(values(reduceProd(zeros(2, 0), axes(1)))).containsExactly(1, 1);
    assertThat(value(reduceProd(zeros(0, 2)))).isEqualTo(1);
    assertThat(values(reduceProd(zeros(0, 2), axes(1)))).isEmpty();
  }

  @Test
  void integers_are_rejected() {
    assertThatThrownBy(() -> reduceProd(Shaped.ids(1, 2))).isInstanceOf(TypeException.class);
  }
}
