package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.allAxes;
import static io.github.grad4j.ops.ReduceStd.reduceStd;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.vector;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReduceStdTest {
  @Test
  void is_the_root_of_the_variance() {
    assertThat(value(reduceStd(vector(1, 3, 5, 7)))).isEqualTo(Math.sqrt(5));
    assertThat(value(reduceStd(vector(1, 5, 9), allAxes(), 1))).isEqualTo(4);
    assertThat(value(reduceStd(vector(2, 2)))).isZero();
  }
}
