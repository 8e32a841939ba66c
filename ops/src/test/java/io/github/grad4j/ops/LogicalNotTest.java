package io.github.grad4j.ops;

import static io.github.grad4j.ops.LogicalNot.logicalNot;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The truth table. */
class LogicalNotTest {
  @Test
  void is_true_where_the_input_is_false() {
    assertThat(Elements.valuesOf(logicalNot(Elements.booleans(false, true)))).containsExactly(1, 0);
  }
}
