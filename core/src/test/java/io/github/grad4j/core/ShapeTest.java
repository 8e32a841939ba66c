package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final Shape SHAPE = Shape.of(2, 3, 4);

  @Test
  void a_scalar_has_rank_0_and_one_element() {
    assertThat(Shape.scalar().rank()).isZero();
    assertThat(Shape.scalar().size()).isEqualTo(1);
    assertThat(Shape.of(new int[0])).isEqualTo(Shape.scalar()).hasToString("[]");
  }

  @Test
  void the_number_of_elements_is_the_product_of_the_sizes() {
    assertThat(SHAPE.size()).isEqualTo(24);
    assertThat(Shape.of(2, 0, 4).size()).isZero();
    assertThat(Shape.of(Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void an_empty_axis_makes_any_other_sizes_allowed() {
    assertThat(Shape.of(1 << 20, 1 << 20, 1 << 20, 0).size()).isZero();
    assertThat(Shape.of(0, 1 << 20, 1 << 20, 1 << 20, 1 << 20).size()).isZero();
  }

  @Test
  void more_elements_than_an_int_counts_are_refused() {
    String message = "holds at most 2147483647 elements, but shape ";
    assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 15))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(message + "[65536, 32768] has more; split it along its first axis");
    // The product of these is 0 in 64 bits.
    assertThatThrownBy(() -> Shape.of(1 << 30, 1 << 30, 1 << 30)).hasMessageContaining(message);
    assertThatThrownBy(() -> Shape.of(new long[] {1L << 32, 1}))
        .hasMessageContaining(message + "[4294967296, 1]");
  }

  @Test
  void a_negative_size_is_refused() {
    assertThatThrownBy(() -> Shape.of(2, -1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a size is never negative, but shape [2, -1] has one");
  }

  @Test
  void axes_count_from_either_end() {
    assertThat(SHAPE.size(-1)).isEqualTo(4);
    assertThat(SHAPE.axis(-3)).isZero();
    assertThat(SHAPE.axis(2)).isEqualTo(2);
    assertThatThrownBy(() -> SHAPE.axis(3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 3 is outside [-3, 3) for shape [2, 3, 4]");
    assertThatThrownBy(() -> SHAPE.size(-4)).hasMessageContaining("axis -4 is outside [-3, 3)");
    assertThatThrownBy(() -> Shape.scalar().axis(0))
        .hasMessageContaining("axis 0 of a scalar: shape [] has no axes");
  }

  @Test
  void strides_are_those_of_c_order() {
    assertThat(SHAPE.strides()).containsExactly(12, 4, 1);
    assertThat(Shape.scalar().strides()).isEmpty();
  }

  @Test
  void axes_are_removed_changed_and_inserted() {
    assertThat(SHAPE.without(1)).isEqualTo(Shape.of(2, 4));
    assertThat(SHAPE.without(-1)).isEqualTo(Shape.of(2, 3));
    assertThat(SHAPE.with(-2, 7)).isEqualTo(Shape.of(2, 7, 4));
    assertThat(SHAPE.inserting(0, 5)).isEqualTo(Shape.of(5, 2, 3, 4));
    assertThat(SHAPE.inserting(-1, 5)).isEqualTo(Shape.of(2, 3, 4, 5));
    assertThat(SHAPE.inserting(3, 5)).isEqualTo(Shape.of(2, 3, 4, 5));
    assertThatThrownBy(() -> SHAPE.inserting(4, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a new axis at 4 is outside [-4, 3] for shape [2, 3, 4]");
  }

  @Test
  void broadcasting_aligns_last_axes_and_stretches_ones() {
    assertThat(Shape.of(3, 1).broadcast(Shape.of(1, 4))).isEqualTo(Shape.of(3, 4));
    assertThat(Shape.of(4).broadcast(SHAPE)).isEqualTo(SHAPE);
    assertThat(SHAPE.broadcast(Shape.scalar())).isEqualTo(SHAPE);
    assertThat(Shape.of(0, 3).broadcast(Shape.of(1, 3))).isEqualTo(Shape.of(0, 3));
    assertThat(Shape.of(1).broadcast(Shape.of(0))).isEqualTo(Shape.of(0));
  }

  @Test
  void shapes_that_clash_are_drawn_with_the_axis_marked() {
    assertThatThrownBy(() -> Shape.of(32, 10, 5).broadcast(Shape.of(9, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "shapes [32, 10, 5] and [9, 1] do not broadcast"
                + " (axis -2: 10 vs 9, and neither is 1)")
        .hasMessageEndingWith("\n  first    32  10  5\n  second        9  1\n                ^");
    assertThatThrownBy(() -> Shape.of(0).broadcast(Shape.of(2)))
        .hasMessageContaining("axis -1: 0 vs 2");
  }

  @Test
  void a_shape_broadcasts_to_another_in_one_direction() {
    assertThat(Shape.of(3, 1).broadcastsTo(Shape.of(2, 3, 4))).isTrue();
    assertThat(Shape.scalar().broadcastsTo(Shape.of(0))).isTrue();
    assertThat(Shape.of(2, 3, 4).broadcastsTo(Shape.of(3, 4))).isFalse();
    assertThat(Shape.of(3).broadcastsTo(Shape.of(1))).isFalse();
  }

  @Test
  void shapes_are_values() {
    assertThat(Shape.of(2, 3, 4)).isEqualTo(SHAPE).hasSameHashCodeAs(SHAPE);
    assertThat(Shape.of(List.of(2, 3, 4))).isEqualTo(SHAPE);
    assertThat(Shape.of(new long[] {2, 3, 4})).isEqualTo(SHAPE);
    assertThat(SHAPE).isNotEqualTo(Shape.of(2, 4, 3)).hasToString("[2, 3, 4]");
    int[] sizes = {2, 3};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.sizes()[1] = 9;
    assertThat(shape.toList()).containsExactly(2, 3);
    assertThat(shape.toLongs()).containsExactly(2, 3);
  }
}
