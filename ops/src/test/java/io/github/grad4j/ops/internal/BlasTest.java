package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.grad4j.core.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BlasTest {
  /** How high the slices of the long operand are, in [m, k] by [k, n]. */
  private static List<Integer> slices(int m, int k, int n) {
    return Arrays.stream(Blas.calls(Shape.of(m, k), false, Shape.of(k, n), false, Shape.of(m, n)))
        .map(call -> call.gemm().rows())
        .toList();
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
    Blas.Call[] calls =
        Blas.calls(Shape.of(250, 784), true, Shape.of(250, 10), false, Shape.of(784, 10));
    assertThat(calls)
        .extracting(Blas.Call::a, Blas.Call::b, Blas.Call::c, Blas.Call::beta)
        .containsExactly(
            tuple(0, 0, 0, 0), tuple(96 * 784, 960, 0, 1), tuple(192 * 784, 1920, 0, 1));
    assertThat(calls).extracting(call -> call.gemm().inner()).containsExactly(96, 96, 58);
  }

  @Test
  void one_version_or_none_known_is_right() {
    assertThat(Blas.problem(Set.of("0.3.31-1.5.13"))).isEmpty();
    assertThat(Blas.problem(Set.of())).isEmpty();
  }

  @Test
  void two_versions_are_told_with_the_remedy() {
    assertThat(Blas.problem(new TreeSet<>(Set.of("0.3.31-1.5.13", "0.3.19-1.5.7"))))
        .contains(
            "the Java part and the natives of org.bytedeco:openblas must have one version, but the"
                + " class path has [0.3.19-1.5.7, 0.3.31-1.5.13]; let io.github.grad4j:grad4j-bom"
                + " manage both");
  }
}
