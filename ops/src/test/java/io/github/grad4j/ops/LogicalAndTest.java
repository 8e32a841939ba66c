package io.github.grad4j.ops;

import static io.github.grad4j.ops.LogicalAnd.logicalAnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;

/** The truth table. */
class LogicalAndTest {
  @Test
  void is_true_where_both_are() {
    assertThat(
            Elements.valuesOf(
                logicalAnd(
                    Elements.booleans(false, false, true, true),
                    Elements.booleans(false, true, false, true))))
        .containsExactly(0, 0, 0, 1);
  }

  @Test
  void rejects_numbers() {
    assertThatThrownBy(() -> logicalAnd(Elements.doubles(1), Elements.booleans(true)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("takes BOOL but got DOUBLE[1]");
  }
}
