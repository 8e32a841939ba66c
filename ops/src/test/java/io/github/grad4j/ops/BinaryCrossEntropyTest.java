package io.github.grad4j.ops;

import static io.github.grad4j.ops.BinaryCrossEntropy.binaryCrossEntropy;
import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.Shaped.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class BinaryCrossEntropyTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void an_undecided_answer_costs_one_bit() {
    assertThat(values(binaryCrossEntropy(vector(0.25), vector(0.5)))[0])
        .isCloseTo(Math.log(2), within(4 * EPS));
  }

  @Test
  void certainty_costs_nothing_when_right_and_everything_when_wrong() {
    assertThat(values(binaryCrossEntropy(vector(1, 0, 1, 0), vector(1, 0, 0, 1))))
        .containsExactly(0, 0, INFINITY, INFINITY);
  }

  @Test
  void nothing_lost_is_not_minus_zero() {
    assertThat(Elements.valuesOf(binaryCrossEntropy(vector(1, 0), vector(1, 0))))
        .containsExactly(0.0, 0.0);
  }

  @Test
  void a_small_probability_of_yes_costs_itself_where_the_answer_is_no() {
    double[] losses = values(binaryCrossEntropy(vector(0, 0), vector(1e-20, 1e-9)));
    // -ln(1 - p) = p + p²/2 + …; Math.log1p may err by 1 unit in the last place.
    assertThat(losses[0]).is(Elements.within(1, 1e-20));
    assertThat(losses[1]).is(Elements.within(1, 1.0000000005e-9));
    assertThat(Elements.valuesOf(binaryCrossEntropy(Elements.floats(0), Elements.floats(0x1p-40f))))
        .containsExactly(0x1p-40);
  }

  @Test
  void what_is_no_probability_is_nan() {
    assertThat(values(binaryCrossEntropy(vector(1, 0), vector(-0.5, 1.5))))
        .containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void shapes_are_not_broadcast() {
    assertThatThrownBy(() -> binaryCrossEntropy(zeros(3, 1), zeros(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("labels shape [3, 1] does not match probabilities shape [3]")
        .hasMessageContaining("; labels is constant DOUBLE[3, 1]");
  }
}
