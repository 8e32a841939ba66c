package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceNorm2.reduceNorm2;
import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReduceNorm2Test {
  @Test
  void is_the_length_of_each_line() {
    assertThat(values(reduceNorm2(matrix(row(3, -4), row(0, 0)), axes(1)))).containsExactly(5, 0);
    assertThat(values(reduceNorm2(zeros(2, 0), axes(1)))).containsExactly(0, 0);
    assertThat(value(reduceNorm2(vector(Double.NaN, 1)))).isNaN();
  }
}
