package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.counting;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.Shaped.zeros;
import static io.github.grad4j.ops.SigmoidCrossEntropyWithLogits.sigmoidCrossEntropyWithLogits;
import static io.github.grad4j.ops.WeightedSigmoidCrossEntropyWithLogits.weightedSigmoidCrossEntropyWithLogits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

class WeightedSigmoidCrossEntropyWithLogitsTest {
  /** Two softplus to 2 units in the last place each, against one of the other loss. */
  private static final double ROUNDINGS = 16 * EPS;

  @Test
  void a_weight_of_one_changes_nothing() {
    Tensor labels = vector(0, 0.25, 1);
    Tensor logits = vector(2, -3, -1);
    double[] weighted = values(weightedSigmoidCrossEntropyWithLogits(labels, logits, vector(1)));
    double[] plain = values(sigmoidCrossEntropyWithLogits(labels, logits));
    for (int i = 0; i < 3; i++) {
      assertThat(weighted[i]).isCloseTo(plain[i], within(ROUNDINGS * plain[i]));
    }
  }

  @Test
  void a_weight_scales_missed_yeses_only() {
    assertThat(
            values(
                weightedSigmoidCrossEntropyWithLogits(
                    vector(1, 0), vector(-800, 800), vector(3, 3))))
        .containsExactly(2400, 800);
  }

  @Test
  void a_weight_that_would_stretch_the_logits_is_rejected() {
    assertThatThrownBy(
            () -> weightedSigmoidCrossEntropyWithLogits(zeros(3), zeros(3), counting(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("posWeight shape [2, 3] does not broadcast to logits shape [3]")
        .hasMessageContaining("; posWeight is constant DOUBLE[2, 3]");
  }
}
