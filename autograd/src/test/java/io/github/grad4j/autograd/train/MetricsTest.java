package io.github.grad4j.autograd.train;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class MetricsTest {
  private static final Constant LOGITS =
      Constant.of(new float[] {1, 2, 0, 5, -1, 4, 0, 0, 3, -3, -2, -1}, Shape.of(4, 3));

  @Test
  void accuracy_compares_the_largest_logit_with_the_class() {
    Constant labels = Constant.of(new long[] {1, 2, 2, 2}, Shape.of(4));
    assertThat(accuracy(labels, LOGITS).evaluate().getDouble()).isEqualTo(0.75);
  }

  @Test
  void accuracy_takes_probabilities_as_labels() {
    Constant labels =
        Constant.of(new float[] {0, 1, 0, 0.2f, 0.3f, 0.5f, 1, 0, 0, 0, 0, 1}, Shape.of(4, 3));
    assertThat(accuracy(labels, LOGITS).evaluate().getDouble()).isEqualTo(0.5);
  }

  @Test
  void accuracy_is_a_double_and_counts_exactly() {
    int examples = 3;
    Constant logits = Constant.of(new float[] {1, 0, 1, 0, 1, 0}, Shape.of(examples, 2));
    Constant labels = Constant.of(new long[] {0, 1, 1}, Shape.of(examples));
    assertThat(accuracy(labels, logits).type().dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(accuracy(labels, logits).evaluate().getDouble()).isEqualTo(1.0 / 3);
  }

  @Test
  void accuracy_names_both_ways_to_give_labels() {
    Constant labels = Constant.of(new long[] {0, 1, 1}, Shape.of(3));
    assertThatThrownBy(() -> accuracy(labels, LOGITS))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("labels of shape [3] do not belong to logits of shape [4, 3]")
        .hasMessageContaining("LONG classes of shape [4]");
  }
}
