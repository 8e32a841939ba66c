package io.github.grad4j.ops;

import static io.github.grad4j.ops.Where.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import org.junit.jupiter.api.Test;

/** By hand. */
class WhereTest {
  private static final Tensor CONDITION = Elements.booleans(true, false);

  @Test
  void selects() {
    assertThat(Elements.valuesOf(where(CONDITION, Elements.doubles(1, 2), Elements.doubles(3, 4))))
        .containsExactly(1, 4);
    assertThat(Elements.valuesOf(where(CONDITION, Elements.floats(1, 2), -1)))
        .containsExactly(1, -1);
    assertThat(Elements.valuesOf(where(CONDITION, -1, Elements.floats(1, 2))))
        .containsExactly(-1, 2);
  }

  @Test
  void lets_nothing_through_from_the_branch_not_taken() {
    assertThat(Elements.valuesOf(where(CONDITION, Elements.doubles(1, Double.NaN), 0)))
        .containsExactly(1, 0);
  }

  @Test
  void broadcasts_all_three() {
    Tensor column = Constant.of(new double[] {10, 20, 30}, Shape.of(3, 1));
    Tensor y = where(CONDITION, column, 0);
    assertThat(y.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(Elements.valuesOf(y)).containsExactly(10, 0, 20, 0, 30, 0);
  }

  @Test
  void selects_integers_without_rounding() {
    long big = (1L << 53) + 1;
    assertThat(Elements.longsOf(where(CONDITION, Elements.longs(big), Elements.longs(-big))))
        .containsExactly(big, -big);
  }

  @Test
  void rejects_a_condition_of_numbers_and_branches_of_two_types() {
    assertThatThrownBy(() -> where(Elements.doubles(1), Elements.doubles(1), 0))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("takes a BOOL condition but got DOUBLE[1]");
    assertThatThrownBy(() -> where(CONDITION, Elements.doubles(1), Elements.floats(1)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("DOUBLE[1] and FLOAT[1]");
  }
}
