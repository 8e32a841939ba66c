package io.github.grad4j.autograd.train;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.autograd.train.Metrics.logLoss;
import static io.github.grad4j.autograd.train.Metrics.topKAccuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class MetricsTest {
  private static final Constant LOGITS =
      Constant.of(new float[] {1, 2, 0, 5, -1, 4, 0, 0, 3, -3, -2, -1}, Shape.of(4, 3));

  /** Logarithms, products and sums of numbers near 1, each rounded once. */
  private static final double FOUR_ROUNDINGS = 4 * Math.ulp(1.0);

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

  /** The example in the documentation of scikit-learn's top_k_accuracy_score. */
  @Test
  void top_k_accuracy_agrees_with_scikit_learn() {
    Constant labels = Constant.of(new long[] {0, 1, 2, 2});
    Constant scores =
        Constant.of(
            new double[][] {{0.5, 0.2, 0.2}, {0.3, 0.4, 0.2}, {0.2, 0.4, 0.3}, {0.7, 0.2, 0.1}});
    assertThat(topKAccuracy(labels, scores, 2).evaluate().getDouble()).isEqualTo(0.75);
    assertThat(topKAccuracy(labels, scores, 1).evaluate().getDouble()).isEqualTo(0.5);
    assertThat(topKAccuracy(labels, scores, 3).evaluate().getDouble()).isEqualTo(1);
  }

  @Test
  void of_equal_logits_the_first_classes_count() {
    Constant equal = Constant.of(new float[4], Shape.of(1, 4));
    for (int label = 0; label < 4; label++) {
      for (int k = 1; k <= 4; k++) {
        Constant labels = Constant.of(new long[] {label});
        assertThat(topKAccuracy(labels, equal, k).evaluate().getDouble())
            .isEqualTo(label < k ? 1 : 0);
      }
    }
  }

  @Test
  void top_1_accuracy_is_accuracy() {
    Constant labels = Constant.of(new long[] {1, 2, 2, 2});
    assertThat(topKAccuracy(labels, LOGITS, 1).evaluate())
        .isEqualTo(accuracy(labels, LOGITS).evaluate());
    Constant probabilities =
        Constant.of(new float[] {0, 1, 0, 0.2f, 0.3f, 0.5f, 1, 0, 0, 0, 0, 1}, Shape.of(4, 3));
    assertThat(topKAccuracy(probabilities, LOGITS, 1).evaluate().getDouble()).isEqualTo(0.5);
    assertThat(topKAccuracy(probabilities, LOGITS, 3).evaluate().getDouble()).isEqualTo(1);
  }

  @Test
  void a_class_whose_logit_is_nan_is_never_among_the_first() {
    double nan = Double.NaN;
    double infinity = Double.POSITIVE_INFINITY;
    Constant logits =
        Constant.of(new double[][] {{nan, 1, 2}, {nan, 1, 2}, {infinity, 1, -infinity}});
    Constant labels = Constant.of(new long[] {0, 2, 2});
    assertThat(topKAccuracy(labels, logits, 1).evaluate().getDouble()).isZero();
    assertThat(topKAccuracy(labels, logits, 2).evaluate().getDouble()).isEqualTo(1.0 / 3);
    assertThat(topKAccuracy(labels, logits, 3).evaluate().getDouble()).isEqualTo(2.0 / 3);
  }

  @Test
  void k_is_a_number_of_classes() {
    Constant labels = Constant.of(new long[] {1, 2, 2, 2});
    for (int k : new int[] {0, 4}) {
      assertThatThrownBy(() -> topKAccuracy(labels, LOGITS, k))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("k is in [1, 3], but it is " + k);
    }
    assertThatThrownBy(() -> topKAccuracy(Constant.of(new long[3]), LOGITS, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("labels of shape [3] do not belong to logits of shape [4, 3]");
  }

  /** The example in the documentation of scikit-learn's log_loss: 0.21616… */
  @Test
  void log_loss_agrees_with_scikit_learn() {
    Constant spam = Constant.of(new long[] {1, 0, 0, 1});
    Constant probabilities =
        Constant.of(new double[][] {{0.1, 0.9}, {0.9, 0.1}, {0.8, 0.2}, {0.35, 0.65}});
    double exact = -(Math.log(0.9) + Math.log(0.9) + Math.log(0.8) + Math.log(0.65)) / 4;
    assertThat(exact).isCloseTo(0.21616, within(5e-6));
    assertThat(logLoss(spam, probabilities).evaluate().getDouble())
        .isCloseTo(exact, within(FOUR_ROUNDINGS));
    Constant oneHot = Constant.of(new double[][] {{0, 1}, {1, 0}, {1, 0}, {0, 1}});
    assertThat(logLoss(oneHot, probabilities).evaluate().getDouble())
        .isCloseTo(exact, within(FOUR_ROUNDINGS));
  }

  @Test
  void log_loss_is_not_clipped() {
    Constant probabilities = Constant.of(new double[][] {{0, 1}});
    assertThat(logLoss(Constant.of(new long[] {0}), probabilities).evaluate().getDouble())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(logLoss(Constant.of(new long[] {1}), probabilities).evaluate().getDouble()).isZero();
    Constant soft = Constant.of(new double[][] {{0.25, 0.75}});
    Constant sure = Constant.of(new double[][] {{0, 1}});
    assertThat(logLoss(sure, soft).evaluate().getDouble()).isEqualTo(-Math.log(0.75));
    // The entropy of the labels, where both are the same.
    assertThat(logLoss(soft, soft).evaluate().getDouble())
        .isCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), within(FOUR_ROUNDINGS));
  }
}
