package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.RandomKey.randomKey;
import static io.github.grad4j.ops.RandomNormal.randomNormal;
import static io.github.grad4j.ops.RandomUniform.randomUniform;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class RandomNormalTest {
  private static final long SEED = 31415;
  private static final int N = 1_000_000;

  /** Standard deviations allowed; a right generator fails for one seed in a million. */
  private static final double SIGMAS = 5;

  private static double[] sample(long seed, DataType type, int... sizes) {
    return valuesOf(randomNormal(randomKey(seed), Shape.of(sizes), type));
  }

  /** The mean of zᵏ over n has the variance (E z²ᵏ - (E zᵏ)²)/n; E zᵏ = 0, 1, 0, 3, …, 105. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void has_the_moments_of_the_normal_distribution(DataType type) {
    double[] z = sample(SEED, type, N);
    assertMoment(z, x -> x, 0, 1);
    assertMoment(z, x -> x * x, 1, 2);
    assertMoment(z, x -> x * x * x, 0, 15);
    assertMoment(z, x -> x * x * x * x, 3, 96);
  }

  private static void assertMoment(
      double[] z, DoubleUnaryOperator power, double mean, double variance) {
    assertThat(Arrays.stream(z).map(power).average().getAsDouble())
        .isCloseTo(mean, Offset.offset(SIGMAS * Math.sqrt(variance / N)));
  }

  /** Quantiles: mpmath. A share p of n has the variance p(1 - p)/n. */
  @ParameterizedTest
  @CsvSource({
    "-3.0902323061678135, 0.001",
    "-1.2815515655446005, 0.1",
    "-0.6744897501960817, 0.25",
    "0, 0.5",
    "0.2533471031357998, 0.6",
    "1.6448536269514727, 0.95",
    "2.3263478740408411, 0.99",
    "4.2648907939228246, 0.99999"
  })
  void has_the_quantiles_of_the_normal_distribution(double quantile, double probability) {
    double share =
        Arrays.stream(sample(SEED, DataType.DOUBLE, N)).filter(z -> z < quantile).count();
    assertThat(share / N)
        .isCloseTo(
            probability, Offset.offset(SIGMAS * Math.sqrt(probability * (1 - probability) / N)));
  }

  /** The correlation of n independent pairs has the variance 1/n; so has that of the squares. */
  @Test
  void the_two_numbers_of_a_block_are_unrelated() {
    double[] z = sample(SEED, DataType.DOUBLE, N);
    int pairs = N / 2;
    double products = 0;
    double squares = 0;
    for (int i = 0; i < N; i += 2) {
      products += z[i] * z[i + 1] / pairs;
      squares += (z[i] * z[i] - 1) * (z[i + 1] * z[i + 1] - 1) / 2 / pairs;
    }
    assertThat(products).isCloseTo(0, Offset.offset(SIGMAS / Math.sqrt(pairs)));
    assertThat(squares).isCloseTo(0, Offset.offset(SIGMAS / Math.sqrt(pairs)));
  }

  @Test
  void an_element_depends_on_key_and_place_alone() {
    double[] few = sample(SEED, DataType.DOUBLE, 3);
    assertThat(Arrays.copyOf(sample(SEED, DataType.DOUBLE, 37, 41), 3)).containsExactly(few);
    assertThat(sample(SEED + 1, DataType.DOUBLE, 3)).doesNotContain(few);
  }

  @Test
  void is_unrelated_to_the_uniform_numbers_of_its_key() {
    double[] z = sample(SEED, DataType.DOUBLE, N);
    double[] u = valuesOf(randomUniform(randomKey(SEED), Shape.of(N), DataType.DOUBLE));
    double correlation = 0;
    for (int i = 0; i < N; i++) {
      correlation += z[i] * (u[i] - 0.5) * Math.sqrt(12) / N;
    }
    assertThat(correlation).isCloseTo(0, Offset.offset(SIGMAS / Math.sqrt(N)));
  }

  @Test
  void a_float_is_the_double_rounded() {
    double[] rounded =
        Arrays.stream(sample(SEED, DataType.DOUBLE, 101)).map(z -> (float) z).toArray();
    assertThat(sample(SEED, DataType.FLOAT, 101)).containsExactly(rounded);
  }
}
