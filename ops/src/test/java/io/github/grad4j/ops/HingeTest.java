package io.github.grad4j.ops;

import static io.github.grad4j.ops.Hinge.hinge;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HingeTest {
  @Test
  void counts_what_is_missing_to_a_margin_of_one() {
    assertThat(values(hinge(vector(1, 1, 1, 0, 0, 0), vector(2, 1, -3, -2, -0.75, 3))))
        .containsExactly(0, 0, 4, 0, 0.25, 4);
  }
}
