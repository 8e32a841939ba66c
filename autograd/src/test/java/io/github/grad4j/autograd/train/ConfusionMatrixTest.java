package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.ShapeException;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  /** A mean of three quotients, each rounded once. */
  private static final double ROUNDED = 4 * Math.ulp(1.0);

  /** The example in the documentation of scikit-learn's f1_score and its sisters. */
  private static final ConfusionMatrix SIX =
      ConfusionMatrix.of(new long[] {0, 1, 2, 0, 1, 2}, new long[] {0, 2, 1, 0, 0, 1}, 3);

  /** The example in the documentation of scikit-learn's confusion_matrix. */
  private static final ConfusionMatrix OTHER =
      ConfusionMatrix.of(new long[] {2, 0, 2, 2, 0, 1}, new long[] {0, 0, 2, 2, 0, 2}, 3);

  @Test
  void rows_are_labels_and_columns_predictions() {
    assertThat(OTHER.counts()).isDeepEqualTo(new long[][] {{2, 0, 0}, {0, 0, 1}, {1, 0, 2}});
    assertThat(OTHER.count(2, 0)).isEqualTo(1);
    assertThat(OTHER.examples()).isEqualTo(6);
    assertThat(OTHER.support(2)).isEqualTo(3);
    assertThat(OTHER.accuracy()).isEqualTo(4.0 / 6);
    assertThat(OTHER).hasToString("2 0 0\n0 0 1\n1 0 2");
    OTHER.counts()[0][0] = 100;
    assertThat(OTHER.count(0, 0)).isEqualTo(2);
  }

  /** Published as 0.22…, 0.33… and 0.26…, and 0.8, 0 and 0 for the classes. */
  @Test
  void scores_agree_with_scikit_learn() {
    assertThat(SIX.precision(0)).isEqualTo(2.0 / 3);
    assertThat(SIX.precision(1)).isZero();
    assertThat(SIX.recall(0)).isEqualTo(1);
    assertThat(SIX.f1(0)).isEqualTo(0.8);
    assertThat(SIX.f1(1)).isZero();
    assertThat(SIX.macroPrecision()).isCloseTo(2.0 / 9, within(ROUNDED));
    assertThat(SIX.macroRecall()).isCloseTo(1.0 / 3, within(ROUNDED));
    assertThat(SIX.macroF1()).isCloseTo(0.8 / 3, within(ROUNDED));
  }

  @Test
  void nothing_over_nothing_is_0() {
    // Class 1 is never told, class 2 has no example, class 3 does not occur.
    ConfusionMatrix matrix = ConfusionMatrix.of(new long[] {0, 1, 1}, new long[] {0, 2, 0}, 4);
    assertThat(matrix.precision(1)).isZero();
    assertThat(matrix.recall(2)).isZero();
    assertThat(matrix.f1(3)).isZero();
    // Class 3 is left out of the means: 1/2, 0 and 0.
    assertThat(matrix.macroPrecision()).isCloseTo(1.0 / 6, within(ROUNDED));
    assertThat(matrix.macroRecall()).isCloseTo(1.0 / 3, within(ROUNDED));
    // 2 · 1/2 · 1 / (1/2 + 1) = 2/3, 0 and 0.
    assertThat(matrix.macroF1()).isCloseTo(2.0 / 9, within(ROUNDED));
    ConfusionMatrix none = ConfusionMatrix.of(new long[0], new long[0], 2);
    assertThat(none.accuracy()).isNaN();
    assertThat(none.macroF1()).isNaN();
  }

  @Test
  void f1_is_the_harmonic_mean() {
    double precision = OTHER.precision(2);
    double recall = OTHER.recall(2);
    assertThat(OTHER.f1(2))
        .isCloseTo(2 * precision * recall / (precision + recall), within(ROUNDED));
  }

  @Test
  void batches_are_added_up() {
    ConfusionMatrix sum = SIX.plus(OTHER);
    assertThat(sum.examples()).isEqualTo(12);
    assertThat(sum.counts()).isDeepEqualTo(new long[][] {{4, 0, 0}, {1, 0, 2}, {1, 2, 2}});
    ConfusionMatrix two = ConfusionMatrix.of(new long[] {0}, new long[] {1}, 2);
    assertThatThrownBy(() -> SIX.plus(two))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("matrices of 3 and 2 classes cannot be added");
  }

  @Test
  void what_is_no_class_is_refused() {
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[] {0, 3}, new long[] {0, 0}, 3))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("label 3 of example 1 is outside [0, 3)");
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[] {0}, new long[] {-1}, 3))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("prediction -1 of example 0 is outside [0, 3)");
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[2], new long[3], 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 labels and 3 predictions");
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[0], new long[0], 0))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> SIX.recall(3))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("class 3 is outside [0, 3)");
  }
}
