package io.github.grad4j.ops;

import static io.github.grad4j.ops.Shaped.EPS;
import static io.github.grad4j.ops.Shaped.values;
import static io.github.grad4j.ops.Shaped.vector;
import static io.github.grad4j.ops.Shaped.within;
import static io.github.grad4j.ops.SoftmaxMinusLabels.softmaxMinusLabels;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxMinusLabelsTest {
  private static final long SEED = 20_260_101;
  private static final int CLASSES = 100;

  @Test
  void sums_to_nothing_whatever_the_labels() {
    Random random = new Random(SEED);
    for (int trial = 0; trial < 100; trial++) {
      double[] labels = random.doubles(CLASSES, -2, 2).toArray();
      double[] logits = random.doubles(CLASSES, -50, 50).toArray();
      double sum = Arrays.stream(values(softmaxMinusLabels(vector(labels), vector(logits)))).sum();
      // Each element is rounded a few times, and so are the two sums.
      double size = Arrays.stream(labels).map(Math::abs).sum() * 2;
      assertThat(sum)
          .as("seed %d, trial %d", SEED, trial)
          .isCloseTo(0, within(CLASSES * EPS * size));
    }
  }

  @Test
  void a_line_without_a_finite_maximum_is_nan() {
    assertThat(values(softmaxMinusLabels(vector(0, 0), vector(Double.POSITIVE_INFINITY, 0))))
        .containsExactly(Double.NaN, Double.NaN);
  }
}
