package io.github.grad4j.ops;

import static io.github.grad4j.ops.Fill.onesLike;
import static io.github.grad4j.ops.Fill.zerosLike;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;

/** By definition. */
class FillTest {
  @Test
  void takes_shape_and_type_but_no_values() {
    assertThat(Elements.valuesOf(zerosLike(Elements.floats(Float.NaN, 1)))).containsExactly(0, 0);
    assertThat(Elements.longsOf(onesLike(Elements.longs(5, 6)))).containsExactly(1, 1);
    assertThat(onesLike(Elements.floats(1, 2)).type()).isEqualTo(Elements.floats(1, 2).type());
  }

  @Test
  void rejects_truth_values() {
    assertThatThrownBy(() -> onesLike(Elements.booleans(true))).isInstanceOf(TypeException.class);
  }
}
