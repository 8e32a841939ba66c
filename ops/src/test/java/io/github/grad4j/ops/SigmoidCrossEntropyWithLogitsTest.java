package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.vjp;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.Shaped.zeros;
import static io.github.grad4j.ops.SigmoidCrossEntropyWithLogits.sigmoidCrossEntropyWithLogits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class SigmoidCrossEntropyWithLogitsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Math.exp and Math.log1p to 1 unit in the last place each, and a sum. */
  private static final double ROUNDINGS = 8 * EPS;

  @Test
  void an_undecided_answer_costs_one_bit() {
    for (double loss : values(sigmoidCrossEntropyWithLogits(vector(0, 0.5, 1), vector(0, 0, 0)))) {
      assertThat(loss).isCloseTo(Math.log(2), within(ROUNDINGS));
    }
  }

  @Test
  void is_exact_in_the_tail() {
    // mpmath, from the project's reference cases (sig-tail).
    double[] expected = {2.061153620314381e-9, 4.248354255291589e-18, 3.720075976020836e-44};
    Tensor y = sigmoidCrossEntropyWithLogits(vector(1, 1, 0), vector(20, 40, -100));
    double[] losses = values(y);
    double[] slopes = vjp(y, 1, 1, 1, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(losses[i]).isCloseTo(expected[i], within(ROUNDINGS * expected[i]));
    }
    // The slope is the probability of being wrong, e/(1 + e) with e = exp(-|x|).
    double wrong = Math.exp(-40) / (1 + Math.exp(-40));
    assertThat(slopes[1]).isCloseTo(-wrong, within(ROUNDINGS * wrong));
    assertThat(slopes[2]).isCloseTo(Math.exp(-100), within(ROUNDINGS * Math.exp(-100)));
  }

  @Test
  void a_wrong_answer_costs_its_logit() {
    assertThat(values(sigmoidCrossEntropyWithLogits(vector(0, 1, 0.25), vector(1e300, -800, 1000))))
        .containsExactly(1e300, 800, 750);
  }

  @Test
  void certainty_costs_nothing_when_right_and_everything_when_wrong() {
    Tensor y =
        sigmoidCrossEntropyWithLogits(
            vector(1, 0, 0, 1), vector(INFINITY, -INFINITY, INFINITY, -INFINITY));
    assertThat(values(y)).containsExactly(0, 0, INFINITY, INFINITY);
    assertThat(vjp(y, 1, 1, 1, 1, 1)).containsExactly(0, 0, 1, -1);
  }

  @Test
  void nan_stays_nan() {
    assertThat(values(sigmoidCrossEntropyWithLogits(vector(0, Double.NaN), vector(Double.NaN, 0))))
        .containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void the_gradient_to_the_labels_is_minus_the_logits() {
    assertThat(vjp(sigmoidCrossEntropyWithLogits(vector(0, 1), vector(3, -2)), 0, 1, 2))
        .containsExactly(-3, 4);
  }

  @Test
  void shapes_are_not_broadcast() {
    assertThatThrownBy(() -> sigmoidCrossEntropyWithLogits(zeros(4), zeros(4, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("labels shape [4] does not match logits shape [4, 1] (rank 1 vs 2)");
  }
}
