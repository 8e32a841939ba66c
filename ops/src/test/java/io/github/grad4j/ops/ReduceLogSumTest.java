package io.github.grad4j.ops;

import static io.github.grad4j.core.Axes.axes;
import static io.github.grad4j.ops.ReduceLogSum.reduceLogSum;
import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.value;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReduceLogSumTest {
  @Test
  void takes_the_logarithm_of_the_sum() {
    // ln 10, to 1 unit in the last place of Math.log.
    assertThat(value(reduceLogSum(vector(1, 2, 3, 4))))
        .isCloseTo(2.302585092994046, within(4 * EPS));
    assertThat(values(reduceLogSum(zeros(1, 0), axes(1))))
        .containsExactly(Double.NEGATIVE_INFINITY);
  }
}
