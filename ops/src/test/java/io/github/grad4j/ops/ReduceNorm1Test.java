package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceNorm1.reduceNorm1;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReduceNorm1Test {
  @Test
  void sums_magnitudes() {
    assertThat(value(reduceNorm1(vector(-1, 2, -4)))).isEqualTo(7);
    assertThat(values(reduceNorm1(zeros(2, 0), axes(1)))).containsExactly(0, 0);
  }
}
