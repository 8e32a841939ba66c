package io.github.grad4j.ops;

import static io.github.grad4j.ops.KlDivergence.klDivergence;
import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.matrix;
import static io.github.grad4j.ops.Shaped.row;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.within;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KlDivergenceTest {
  @Test
  void measures_along_the_class_axis() {
    // ½·ln(½/¼) + ½·ln(½/¾) = ½·ln(4/3).
    double[] y = values(klDivergence(matrix(row(0.5, 0.5)), matrix(row(0.25, 0.75))));
    assertThat(y).hasSize(1);
    assertThat(y[0]).isCloseTo(Math.log(4.0 / 3) / 2, within(8 * EPS));
  }

  @Test
  void a_class_without_a_label_costs_nothing_and_a_denied_one_everything() {
    assertThat(
            values(
                klDivergence(
                    matrix(row(1, 0), row(1, 0), row(0.5, 0.5)),
                    matrix(row(1, 0), row(0.5, 0.5), row(1, 0)))))
        .containsExactly(0, Math.log(2), Double.POSITIVE_INFINITY);
  }
}
