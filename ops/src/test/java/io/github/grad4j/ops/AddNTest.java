package io.github.grad4j.ops;

import static io.github.grad4j.ops.AddN.addN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddNTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void adds_all_that_broadcast() {
    Tensor y = addN(List.of(Grids.counting(2, 1), Elements.doubles(10, 20), Grids.counting()));
    assertThat(Elements.valuesOf(y)).containsExactly(10, 20, 11, 21);
  }

  @Test
  void what_a_large_term_swallows_comes_back() {
    Tensor large = Elements.doubles(1e16);
    Tensor one = Elements.doubles(1);
    Tensor opposite = Elements.doubles(-1e16);
    assertThat(Elements.only(addN(List.of(large, one, opposite)))).isEqualTo(1);
    assertThat(Elements.only(addN(List.of(one, large, one, opposite)))).isEqualTo(2);
  }

  @Test
  void infinities_stay_and_opposite_ones_are_nan() {
    Tensor some = Elements.doubles(INFINITY, INFINITY, 1, Double.NaN);
    Tensor others = Elements.doubles(1, -INFINITY, -INFINITY, 1);
    assertThat(Elements.valuesOf(addN(List.of(some, others))))
        .containsExactly(INFINITY, Double.NaN, -INFINITY, Double.NaN);
  }

  @Test
  void nothing_and_mixed_types_are_rejected() {
    assertThatThrownBy(() -> addN(List.of()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("an empty list of tensors has no sum; give at least one");
    assertThatThrownBy(() -> addN(List.of(Elements.doubles(1), Elements.floats(1))))
        .isInstanceOf(TypeException.class);
    assertThatThrownBy(() -> addN(List.of(Elements.longs(1)))).isInstanceOf(TypeException.class);
  }
}
