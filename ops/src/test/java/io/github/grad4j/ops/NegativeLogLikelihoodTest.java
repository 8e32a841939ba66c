package io.github.grad4j.ops;

import static io.github.grad4j.ops.NegativeLogLikelihood.negativeLogLikelihood;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.ids;
import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vjp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class NegativeLogLikelihoodTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void picks_the_label_of_each_example() {
    Tensor logs = matrix(row(-1, -2, -3), row(-4, -5, -6));
    assertThat(values(negativeLogLikelihood(ids(2, 0), logs))).containsExactly(3, 4);
    assertThat(values(negativeLogLikelihood(ids(1, 0, 1), logs, 0))).containsExactly(4, 2, 6);
    Tensor labels = Constant.of(new long[] {0, 2, 1, 0}, Shape.of(2, 2));
    assertThat(values(negativeLogLikelihood(labels, counting(2, 3, 2), 1)))
        .containsExactly(-1, -6, -9, -8);
  }

  @Test
  void certainty_costs_zero_and_not_minus_zero() {
    Tensor y = negativeLogLikelihood(ids(0), matrix(row(0, -INFINITY)));
    assertThat(Elements.only(y)).isEqualTo(0.0);
  }

  @Test
  void other_classes_get_exactly_nothing_back() {
    Tensor y = negativeLogLikelihood(ids(1, 0), matrix(row(-INFINITY, 0), row(-INFINITY, 0)));
    assertThat(values(y)).containsExactly(0, INFINITY);
    assertThat(vjp(y, 1, INFINITY, 2)).containsExactly(0, -INFINITY, -2, 0);
  }

  @Test
  void a_label_that_is_no_class_is_rejected() {
    Tensor y = negativeLogLikelihood(ids(0, 3), matrix(row(-1, -2, -3), row(-4, -5, -6)));
    assertThatThrownBy(() -> values(y))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("label 3 at index [1] is outside [0, 3)");
  }
}
