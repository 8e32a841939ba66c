package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Exp.exp;
import static io.github.grad4j.ops.Maximum.maximum;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Square.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** What all elementwise ops share. */
class ElementwiseTest {
  /** More elements than fit one tile of the kernels, and not a multiple of its length. */
  private static final int MANY = 1300;

  @Test
  void computes_singles_in_double_precision_and_rounds_once() {
    assertThat(Elements.only(exp(Elements.floats(0.1f)))).isEqualTo((float) Math.exp(0.1f));
  }

  @Test
  void broadcasts_a_row_and_a_column_over_several_tiles() {
    double[] values = new double[MANY];
    for (int i = 0; i < MANY; i++) {
      values[i] = i;
    }
    Tensor row = Constant.of(values, Shape.of(MANY));
    Tensor column = Constant.of(new double[] {0, 0.5}, Shape.of(2, 1));
    double[] sums = Elements.valuesOf(add(column, row));
    for (int i = 0; i < MANY; i++) {
      assertThat(sums[i]).isEqualTo(i);
      assertThat(sums[MANY + i]).isEqualTo(i + 0.5);
    }
  }

  @Test
  void keeps_empty_tensors_empty() {
    Tensor empty = Constant.of(new double[0], Shape.of(0, 1));
    assertThat(add(empty, Elements.doubles(1, 2)).shape()).isEqualTo(Shape.of(0, 2));
    assertThat(Elements.valuesOf(exp(empty))).isEmpty();
  }

  @Test
  void marks_the_axis_that_does_not_broadcast() {
    Tensor a = Constant.of(new double[6], Shape.of(2, 3));
    assertThatThrownBy(() -> add(a, Elements.doubles(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("shapes [2, 3] and [2] do not broadcast (axis -1: 3 vs 2");
  }

  @Test
  void rejects_two_element_types() {
    assertThatThrownBy(() -> add(Elements.doubles(1), Elements.floats(1)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining(
            "takes inputs of one element type but got DOUBLE[1] and FLOAT[1]; cast one of them");
  }

  @Test
  void rejects_integers_unless_the_op_takes_them() {
    List<UnaryOperator<Tensor>> floating =
        List.of(x -> exp(x), x -> square(x), x -> negate(x), x -> divide(x, x), x -> maximum(x, x));
    for (UnaryOperator<Tensor> op : floating) {
      assertThatThrownBy(() -> op.apply(Elements.longs(1)))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("takes FLOAT, DOUBLE but got LONG[1]; cast it first");
    }
    assertThat(add(Elements.longs(1), 1).type().dataType()).isEqualTo(DataType.INT64);
  }

  @Test
  void names_the_operands_in_messages() {
    assertThatThrownBy(() -> divide(Elements.doubles(1), Elements.longs(1)))
        .hasMessageContaining("; a is constant DOUBLE[1]")
        .hasMessageContaining("; b is constant LONG[1]");
  }
}
