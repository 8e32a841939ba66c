package io.github.grad4j.ops;

import static io.github.grad4j.ops.LeakyRelu.leakyRelu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;

/** By hand. */
class LeakyReluTest {
  @Test
  void scales_what_is_not_positive() {
    assertThat(Elements.valuesOf(leakyRelu(Elements.doubles(-4, 0, 3, Double.NaN), 0.25)))
        .containsExactly(-1, 0, 3, Double.NaN);
  }

  @Test
  void integers_are_rejected_even_where_alpha_is_whole() {
    assertThatThrownBy(() -> leakyRelu(Elements.longs(1, -2), 2))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("takes FLOAT or DOUBLE but got LONG[2]; cast it first");
  }
}
