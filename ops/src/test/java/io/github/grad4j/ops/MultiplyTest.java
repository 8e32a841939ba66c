package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;

/** By hand, and IEEE 754. */
class MultiplyTest {
  @Test
  void multiplies_and_broadcasts() {
    assertThat(Elements.valuesOf(multiply(Elements.doubles(1.5, -2), Elements.doubles(10))))
        .containsExactly(15, -20);
    assertThat(Elements.valuesOf(multiply(Elements.floats(1.5f, -2), 0.5)))
        .containsExactly(0.75, -1);
  }

  @Test
  void gives_nan_for_zero_times_infinity() {
    assertThat(Elements.only(multiply(Elements.doubles(0), Double.POSITIVE_INFINITY))).isNaN();
  }

  @Test
  void multiplies_integers_without_rounding() {
    long prime = 2305843009213693951L;
    assertThat(Elements.longsOf(multiply(Elements.longs(prime), 3))).containsExactly(3 * prime);
  }

  @Test
  void rejects_a_broken_number_beside_integers() {
    assertThatThrownBy(() -> multiply(Elements.longs(1), 0.5))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("0.5")
        .hasMessageContaining("LONG[1]");
  }
}
