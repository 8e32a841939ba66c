package io.github.grad4j.ops;

import static io.github.grad4j.ops.LogicalOr.logicalOr;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The truth table. */
class LogicalOrTest {
  @Test
  void is_true_where_either_is() {
    assertThat(
            Elements.valuesOf(
                logicalOr(
                    Elements.booleans(false, false, true, true),
                    Elements.booleans(false, true, false, true))))
        .containsExactly(0, 1, 1, 1);
  }
}
