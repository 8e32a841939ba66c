package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.grad4j.core.Shape;
import io.github.grad4j.ops.internal.Product.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductTest {
  private static Product product(Shape a, boolean transposeA, Shape b, Shape output) {
    return Product.of(a, transposeA, b, false, output);
  }

  /** How high the slices of the long operand are, in [m, k] by [k, n]. */
  private static List<Integer> slices(int m, int k, int n) {
    Product product = product(Shape.of(m, k), false, Shape.of(k, n), Shape.of(m, n));
    return product.calls(0, product.pieces()).stream().map(Call::rows).toList();
  }

  @Test
  void a_long_matrix_meets_a_narrow_one_in_slices() {
    assertThat(slices(127, 784, 10)).containsExactly(127);
    assertThat(slices(128, 784, 10)).containsExactly(96, 32);
    assertThat(slices(300, 784, 10)).containsExactly(96, 96, 96, 12);
    assertThat(slices(200, 784, 16)).containsExactly(72, 72, 56);
  }

  @Test
  void a_product_of_low_slices_is_left_whole() {
    assertThat(slices(1024, 784, 32)).containsExactly(1024);
    assertThat(slices(1024, 1 << 19, 1 << 11)).containsExactly(1024);
  }

  @Test
  void slices_of_two_long_operands_are_added_to_the_first() {
    Product product = product(Shape.of(250, 784), true, Shape.of(250, 10), Shape.of(784, 10));
    assertThat(product.calls(100, 300))
        .extracting(Call::inner, Call::rows, Call::a, Call::b, Call::c, Call::beta)
        .containsExactly(
            tuple(96, 200, 100, 0, 1000, 0),
            tuple(96, 200, 96 * 784 + 100, 960, 1000, 1),
            tuple(58, 200, 192 * 784 + 100, 1920, 1000, 1));
  }

  @Test
  void a_call_is_small_however_long_a_sum_over_slices_is() {
    Product product =
        product(Shape.of(200_000, 100), true, Shape.of(200_000, 10), Shape.of(100, 10));
    assertThat(product.effort()).isEqualTo(2_000_000);
    assertThat(product.largestCall()).isEqualTo(96_000);
  }

  @Test
  void pieces_are_the_matrices_of_a_batch() {
    Product product = product(Shape.of(2, 1, 3, 4), false, Shape.of(5, 4, 6), Shape.of(2, 5, 3, 6));
    assertThat(product.pieces()).isEqualTo(10);
    assertThat(product.effort()).isEqualTo(72);
    assertThat(product.calls(4, 6))
        .extracting(Call::a, Call::b, Call::c)
        .containsExactly(tuple(0, 96, 72), tuple(12, 0, 90));
  }
}
