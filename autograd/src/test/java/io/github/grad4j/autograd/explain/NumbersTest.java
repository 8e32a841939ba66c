package io.github.grad4j.autograd.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TensorType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class NumbersTest {
  private static Numbers of(DataType type, Shape shape, double... elements) {
    return new Numbers(new TensorType(type, shape), Arrays.stream(elements).boxed().toList());
  }

  private static Numbers scalar(double number) {
    return of(DataType.DOUBLE, Shape.scalar(), number);
  }

  @Test
  void a_number_has_six_digits() {
    assertThat(scalar(2.0 / 3)).hasToString("0.666667");
    assertThat(scalar(-0.0)).hasToString("0");
    assertThat(scalar(1e5 / 3)).hasToString("33333.3");
    assertThat(scalar(999_999.6)).hasToString("1e6");
    assertThat(scalar(0.00012345678)).hasToString("0.000123457");
    assertThat(scalar(-1.25e-7)).hasToString("-1.25e-7");
    assertThat(scalar(-1.25e-7).latex()).isEqualTo("-1.25 \\cdot 10^{-7}");
  }

  @Test
  void what_is_no_number_has_its_sign() {
    assertThat(scalar(Double.NEGATIVE_INFINITY)).hasToString("-\u221e");
    assertThat(scalar(Double.POSITIVE_INFINITY).latex()).isEqualTo("\\infty");
    assertThat(scalar(Double.NaN).latex()).isEqualTo("\\mathrm{NaN}");
  }

  @Test
  void integers_and_truth_values_are_written_in_full() {
    assertThat(of(DataType.INT64, Shape.of(2), 1234567, -1)).hasToString("[1234567, -1]");
    assertThat(of(DataType.BOOL, Shape.of(2), 1, 0)).hasToString("[true, false]");
    assertThat(of(DataType.BOOL, Shape.scalar(), 1).latex()).isEqualTo("\\mathrm{true}");
  }

  @Test
  void an_array_is_nested_as_text_and_a_matrix_in_latex() {
    Numbers matrix = of(DataType.DOUBLE, Shape.of(2, 2), 1, 2, 3, 4);
    assertThat(matrix).hasToString("[[1, 2], [3, 4]]");
    assertThat(matrix.latex()).isEqualTo("\\begin{bmatrix} 1 & 2 \\cr 3 & 4 \\end{bmatrix}");
    assertThat(of(DataType.DOUBLE, Shape.of(2, 1, 2), 1, 2, 3, 4).latex())
        .isEqualTo("\\begin{bmatrix} 1 & 2 \\cr 3 & 4 \\end{bmatrix}_{\\text{[2, 1, 2]}}");
    assertThat(of(DataType.DOUBLE, Shape.of(2, 0))).hasToString("[[], []]");
  }

  @Test
  void of_a_long_axis_the_first_and_the_last_are_shown() {
    double[] counted = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    assertThat(of(DataType.DOUBLE, Shape.of(100), counted))
        .hasToString("[0, 1, 2, 3, \u2026, 97, 98, 99]");
    assertThat(of(DataType.DOUBLE, Shape.of(100), counted).latex())
        .isEqualTo("\\begin{bmatrix} 0 & 1 & 2 & 3 & \\cdots & 97 & 98 & 99 \\end{bmatrix}");
    assertThat(of(DataType.DOUBLE, Shape.of(10, 10), counted).latex())
        .contains("\\vdots & \\vdots & \\vdots & \\vdots & \\ddots & \\vdots")
        .contains("90 & 91 & 92 & 93 & \\cdots & 97 & 98 & 99 \\end{bmatrix}");
  }

  @Test
  void as_many_as_the_shape_has_are_needed() {
    TensorType type = new TensorType(DataType.DOUBLE, Shape.of(3));
    List<Double> two = Collections.nCopies(2, 1.0);
    assertThatThrownBy(() -> new Numbers(type, two))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 numbers do not fill DOUBLE[3]; give one for each element");
  }
}
