package io.github.grad4j.ops;

import static io.github.grad4j.ops.Cast.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** By hand; Java's conversions. */
class CastTest {
  @Test
  void truncates_to_integers() {
    Tensor x = Elements.doubles(-1.75, 1.75, Double.NaN, 1e300, Double.NEGATIVE_INFINITY);
    assertThat(Elements.longsOf(cast(x, DataType.INT64)))
        .containsExactly(-1, 1, 0, Long.MAX_VALUE, Long.MIN_VALUE);
  }

  @Test
  void takes_everything_but_zero_for_true() {
    assertThat(
            Elements.valuesOf(
                cast(Elements.doubles(0, -0.0, Double.MIN_VALUE, Double.NaN), DataType.BOOL)))
        .containsExactly(0, 0, 1, 1);
    assertThat(Elements.valuesOf(cast(Elements.longs(0, -7), DataType.BOOL))).containsExactly(0, 1);
  }

  @Test
  void counts_true_as_one() {
    Tensor x = Elements.booleans(true, false);
    assertThat(Elements.valuesOf(cast(x, DataType.FLOAT))).containsExactly(1, 0);
    assertThat(Elements.longsOf(cast(x, DataType.INT64))).containsExactly(1, 0);
  }

  @Test
  void rounds_to_the_nearest_single() {
    assertThat(Elements.valuesOf(cast(Elements.doubles(0.1, 1e300), DataType.FLOAT)))
        .containsExactly(0.10000000149011612, Double.POSITIVE_INFINITY);
  }

  /** The double nearest to this integer lies on a tie of floats, which is then rounded down. */
  @Test
  void rounds_an_integer_to_single_once() {
    long x = (1L << 60) + (1L << 36) + 1;
    assertThat(Elements.only(cast(Elements.longs(x), DataType.FLOAT))).isEqualTo((float) x);
    assertThat((float) x).isNotEqualTo((float) (double) x);
  }

  @Test
  void leaves_a_tensor_of_the_type_alone() {
    Tensor x = Elements.floats(1);
    assertThat(cast(x, DataType.FLOAT)).isSameAs(x);
  }

  @Test
  void rejects_other_types() {
    assertThatThrownBy(() -> cast(Elements.floats(1), DataType.INT32))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("is not one of FLOAT, DOUBLE, LONG, BOOL");
  }

  @Test
  void follows_a_formula_to_another_precision() {
    assertThat(new Cast(DataType.FLOAT).retyped(DataType.FLOAT, DataType.DOUBLE))
        .isEqualTo(new Cast(DataType.DOUBLE));
    assertThat(new Cast(DataType.INT64).retyped(DataType.FLOAT, DataType.DOUBLE))
        .isEqualTo(new Cast(DataType.INT64));
  }
}
