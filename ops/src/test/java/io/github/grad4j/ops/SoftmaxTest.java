package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.Softmax.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  /** Math.exp to 1 unit in the last place, and a sum and a quotient. */
  private static final double ROUNDINGS = 8 * EPS;

  @Test
  void of_a_published_vector() {
    // 1/(2 + e⁻¹²) and e⁻¹²/(2 + e⁻¹²).
    double[] s = values(softmax(vector(6, 6, -6)));
    double e = Math.exp(-12);
    assertThat(s[0]).isCloseTo(1 / (2 + e), within(ROUNDINGS));
    assertThat(s[1]).isEqualTo(s[0]);
    assertThat(s[2]).isCloseTo(e / (2 + e), within(ROUNDINGS * e));
  }

  @Test
  void runs_along_any_axis() {
    // Neighbours differ by 1 along axis 2, by 2 along axis 1, by 4 along axis 0.
    Tensor x = counting(2, 2, 2);
    for (int axis = 0; axis < 3; axis++) {
      double less = 1 / (1 + Math.exp(1 << (2 - axis)));
      double[] s = values(softmax(x, axis));
      double[] negative = values(softmax(x, axis - 3));
      for (int i = 0; i < 8; i++) {
        boolean second = (i & (1 << (2 - axis))) != 0;
        assertThat(s[i]).isCloseTo(second ? 1 - less : less, within(ROUNDINGS));
      }
      assertThat(negative).containsExactly(s);
    }
  }

  @Test
  void nothing_overflows() {
    assertThat(values(softmax(vector(1e308, -1e308)))).containsExactly(1, 0);
    assertThat(values(softmax(vector(1000, 1000)))).containsExactly(0.5, 0.5);
  }

  @Test
  void a_logit_of_minus_infinity_gets_nothing() {
    assertThat(values(softmax(vector(3, -INFINITY, 3)))).containsExactly(0.5, 0, 0.5);
  }

  @Test
  void lines_without_a_finite_maximum_are_nan_and_others_are_not() {
    Tensor x =
        matrix(
            row(-INFINITY, -INFINITY),
            row(INFINITY, 0),
            row(INFINITY, INFINITY),
            row(NAN, 0),
            row(0, NAN),
            row(2, 2));
    assertThat(values(softmax(x)))
        .containsExactly(NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0.5, 0.5);
  }

  @Test
  void one_class_is_certain() {
    assertThat(values(softmax(matrix(row(3), row(-1e300))))).containsExactly(1, 1);
  }

  @Test
  void an_axis_that_does_not_exist_is_rejected() {
    assertThatThrownBy(() -> softmax(counting(2, 3), 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 2 is outside [-2, 2) for shape [2, 3]");
    assertThatThrownBy(() -> softmax(Constant.of(new double[1], Shape.scalar())))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shape [] has no axes");
  }
}
