package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConstantTest {
  @Test
  void a_java_number_makes_a_scalar_of_its_type() {
    assertThat(Constant.of(2.5)).hasToString("constant DOUBLE[] 2.5");
    assertThat(Constant.of(2.5f)).hasToString("constant FLOAT[] 2.5");
    assertThat(Constant.of(2).type()).hasToString("LONG[]");
    assertThat(Constant.of(true)).hasToString("constant BOOL[] true");
    assertThat(Constant.of(true).evaluate().getInt(0)).isEqualTo(1);
    assertThat(Constant.of(2.5f).evaluate().getFloat(0)).isEqualTo(2.5f);
  }

  @Test
  void java_arrays_make_vectors_matrices_and_any_shape() {
    assertThat(Constant.of(new double[] {1, 2}).type()).hasToString("DOUBLE[2]");
    assertThat(Constant.of(new float[] {1, 2}).type()).hasToString("FLOAT[2]");
    assertThat(Constant.of(new long[] {1, 2}).type()).hasToString("LONG[2]");
    assertThat(Constant.of(new boolean[] {true}).type()).hasToString("BOOL[1]");
    INDArray wide = Constant.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).evaluate();
    assertThat(wide).isEqualTo(Nd4j.create(new double[][] {{1, 2, 3}, {4, 5, 6}}));
    INDArray narrow = Constant.of(new float[][] {{1}, {2}}).evaluate();
    assertThat(narrow).isEqualTo(Nd4j.create(new float[][] {{1}, {2}}));
    assertThat(Constant.of(new double[6], Shape.of(1, 2, 3)).type()).hasToString("DOUBLE[1, 2, 3]");
  }

  @Test
  void rows_of_a_matrix_are_of_one_length() {
    assertThatThrownBy(() -> Constant.of(new double[][] {{1, 2}, {3}}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "row 1 has 1 values but row 0 has 2; all rows of a matrix are of one length");
  }

  @Test
  void values_must_fill_the_shape() {
    assertThatThrownBy(() -> Constant.of(new double[] {1, 2, 3}, Shape.of(2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("3 values do not fill shape [2, 2], which has 4");
  }

  @Test
  void what_it_is_made_of_may_change_afterwards() {
    double[] numbers = {1, 2};
    INDArray array = Nd4j.create(new double[][] {{1, 2}, {3, 4}}).transpose();
    Constant vector = Constant.of(numbers);
    Constant matrix = Constant.of(array);
    numbers[0] = 9;
    array.assign(9);
    vector.evaluate().assign(8);
    assertThat(vector.evaluate().toDoubleVector()).containsExactly(1, 2);
    assertThat(matrix.evaluate().dup('c').data().asDouble()).containsExactly(1, 3, 2, 4);
  }

  @Test
  void an_empty_array_is_no_scalar() {
    INDArray empty = Nd4j.empty(DataType.FLOAT);
    Input x = Input.scalar("x", DataType.FLOAT);
    String message =
        "an empty array of shape [] has no value; make one with an axis of size 0, such as"
            + " Nd4j.create(DataType.FLOAT, 0)";
    assertThatThrownBy(() -> Constant.of(empty))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> Variable.of("v", empty)).hasMessageContaining(message);
    try (Plan plan = Plan.of(x)) {
      assertThatThrownBy(() -> plan.feed(x, empty)).hasMessageContaining(message);
      assertThatThrownBy(() -> plan.feedInPlace(x, empty)).hasMessageContaining(message);
    }
    assertThat(Constant.of(Nd4j.create(DataType.FLOAT, 0)).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void a_number_in_a_formula_takes_the_type_beside_it() {
    Input floats = Input.of("f", DataType.FLOAT, 2);
    Input longs = Input.of("l", DataType.INT64, 2);
    Input masks = Input.of("m", DataType.BOOL, 2);
    assertThat(Constant.like(floats, 0.1)).hasToString("constant FLOAT[] " + (double) 0.1f);
    assertThat(Constant.like(longs, -3)).hasToString("constant LONG[] -3");
    assertThat(Constant.like(longs, 0x1p53).evaluate().getLong()).isEqualTo(1L << 53);
    for (double number : new double[] {0.5, 0x1p60, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Constant.like(longs, number))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining(
              "the number "
                  + number
                  + " takes the type of the tensor beside it, but LONG[2] has no such value; cast"
                  + " the tensor first");
    }
    assertThatThrownBy(() -> Constant.like(masks, 1)).isInstanceOf(TypeException.class);
    assertThatThrownBy(() -> Constant.number(DataType.INT64, 1))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("1.0 is a floating-point number and cannot be LONG");
  }

  @Test
  void a_variable_starts_with_the_value_of_a_constant() {
    Variable w = Variable.of("w", Constant.of(new double[][] {{1, 2}}));
    Variable step = Variable.of("step", Constant.of(0.25f));
    assertThat(w).hasToString("variable w DOUBLE[1, 2]");
    assertThat(w.value()).isEqualTo(Nd4j.create(new double[][] {{1, 2}}));
    assertThat(step.value().getFloat(0)).isEqualTo(0.25f);
  }

  @Test
  void a_variable_is_assigned_values_of_its_type_and_shape() {
    Variable w = Variable.of("w", new float[] {1, 2, 3, 4}, Shape.of(2, 2));
    w.assign(Nd4j.create(new float[][] {{1, 2}, {3, 4}}).transpose());
    assertThat(w.value().dup('c').data().asFloat()).containsExactly(1, 3, 2, 4);
    w.assign(new double[] {5, 6, 7, 0.1});
    assertThat(w.value().getFloat(1, 1)).isEqualTo(0.1f);
    assertThatThrownBy(() -> w.assign(new double[] {1}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("1 values do not fill shape [2, 2], which has 4");
    assertThatThrownBy(() -> w.assign(Nd4j.create(DataType.DOUBLE, 2, 2)))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("variable w FLOAT[2, 2] holds FLOAT but the values are DOUBLE");
    assertThatThrownBy(() -> w.assign(Nd4j.create(DataType.FLOAT, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "variable w FLOAT[2, 2] has shape [2, 2] but the values have shape [4]");
    assertThat(w.value().getFloat(0, 0)).isEqualTo(5);
  }
}
