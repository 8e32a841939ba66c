package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceSumSquare.reduceSumSquare;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReduceSumSquareTest {
  @Test
  void sums_squares() {
    assertThat(value(reduceSumSquare(counting(2, 3)))).isEqualTo(91);
    assertThat(values(reduceSumSquare(counting(2, 3), axes(1)))).containsExactly(14, 77);
  }
}
