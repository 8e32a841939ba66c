package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.ShapeException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final double ROUNDED = 8 * Math.ulp(1.0);

  @Test
  void the_error_is_the_distance_weighed_by_examples() {
    // Of 5 bins: 0.78, 0.64 in (0.6, 0.8], one of two right; 0.92 and 0.9 in (0.8, 1], both right;
    // 0.5 in (0.4, 0.6], wrong.
    double[][] probabilities = {
      {0.78, 0.22}, {0.36, 0.64}, {0.08, 0.92}, {0.9, 0.1}, {0.5, 0.5},
    };
    Calibration calibration = Calibration.of(new long[] {0, 0, 1, 0, 1}, probabilities, 5);
    double exact = 2.0 / 5 * (0.71 - 0.5) + 2.0 / 5 * (1 - 0.91) + 1.0 / 5 * 0.5;
    assertThat(calibration.expectedError()).isCloseTo(exact, within(ROUNDED));
    assertThat(calibration.bins())
        .extracting(Calibration.Bin::examples)
        .containsExactly(0L, 0L, 1L, 2L, 2L);
    assertThat(calibration.bins().get(3).confidence()).isCloseTo(0.71, within(ROUNDED));
    assertThat(calibration.bins().get(3).accuracy()).isEqualTo(0.5);
    assertThat(calibration.bins().get(0)).isEqualTo(new Calibration.Bin(0, 0, 0));
  }

  @Test
  void a_bin_holds_its_upper_end() {
    double[][] probabilities = {{0.5, 0.5}, {0.75, 0.25}, {1, 0}, {0, 0}};
    Calibration calibration = Calibration.of(new long[4], probabilities, 4);
    assertThat(calibration.bins())
        .extracting(Calibration.Bin::examples)
        .containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void who_is_sure_and_right_has_no_error_and_who_is_sure_and_wrong_all() {
    double[][] sure = {{1, 0}, {0, 1}};
    assertThat(Calibration.of(new long[] {0, 1}, sure).expectedError()).isZero();
    assertThat(Calibration.of(new long[] {1, 0}, sure).expectedError()).isEqualTo(1);
    assertThat(Calibration.of(new long[] {1, 0}, sure).bins()).hasSize(15);
    assertThat(Calibration.of(new long[0], new double[0][]).expectedError()).isNaN();
  }

  /**
   * Labels drawn with the very probabilities: in a bin of n examples the share told right has a
   * standard deviation of at most 1/√(4n), of 15 bins together at most √(15 / 4N); twice that.
   */
  @Test
  void an_honest_model_has_a_small_error() {
    Random random = new Random(1);
    int examples = 20_000;
    double[][] honest = new double[examples][];
    double[][] boastful = new double[examples][];
    long[] labels = new long[examples];
    for (int i = 0; i < examples; i++) {
      double p = random.nextDouble();
      honest[i] = new double[] {p, 1 - p};
      boastful[i] = p > 0.5 ? new double[] {1, 0} : new double[] {0, 1};
      labels[i] = random.nextDouble() < p ? 0 : 1;
    }
    double most = 2 * Math.sqrt(15.0 / (4 * examples));
    assertThat(Calibration.of(labels, honest).expectedError()).isLessThan(most);
    // Of confidences uniform in (0.5, 1] a quarter is wrong on average.
    assertThat(Calibration.of(labels, boastful).expectedError()).isCloseTo(0.25, within(most));
  }

  @Test
  void what_is_no_probability_is_refused() {
    long[] one = {0};
    assertThatThrownBy(() -> Calibration.of(one, new double[][] {{2, -1}}))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("one of example 0 is 2.0; apply softmax to logits first");
    assertThatThrownBy(() -> Calibration.of(one, new double[][] {{Double.NaN, 0}}))
        .isInstanceOf(NonFiniteException.class);
    assertThatThrownBy(() -> Calibration.of(new long[] {2}, new double[][] {{1, 0}}))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("label 2 of example 0 is outside [0, 2)");
    assertThatThrownBy(() -> Calibration.of(new long[2], new double[][] {{1, 0}}))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Calibration.of(new long[2], new double[][] {{1, 0}, {1}}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("example 1 has 1 probabilities but example 0 has 2");
    assertThatThrownBy(() -> Calibration.of(one, new double[][] {{1, 0}}, 0))
        .isInstanceOf(ArgumentException.class);
  }

  @Test
  void the_likeliest_class_is_the_first_of_the_largest() {
    assertThat(Calibration.likeliest(new double[] {0.2, 0.4, 0.4})).isEqualTo(1);
    assertThat(Calibration.likeliest(new double[] {1})).isZero();
    assertThat(Calibration.likeliest(new double[] {0.5, Double.NaN, 0.5})).isEqualTo(1);
  }
}
