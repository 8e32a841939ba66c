package io.github.grad4j.ops;

import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.counting;
import static io.github.grad4j.ops.Grids.countingLongs;
import static io.github.grad4j.ops.RandomKey.randomKey;
import static io.github.grad4j.ops.RandomUniform.randomUniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class RandomUniformTest {
  private static final long SEED = 2718;
  private static final int N = 1_000_000;

  /** Standard deviations allowed; a right generator fails for one seed in a million. */
  private static final double SIGMAS = 5;

  private static double[] sample(long seed, DataType type, int... sizes) {
    return valuesOf(randomUniform(randomKey(seed), Shape.of(sizes), type));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void lies_in_the_unit_interval_with_its_mean_and_variance(DataType type) {
    double[] u = sample(SEED, type, N);
    assertThat(Arrays.stream(u).min().getAsDouble()).isGreaterThanOrEqualTo(0);
    assertThat(Arrays.stream(u).max().getAsDouble()).isLessThan(1);
    // The mean of n has the variance 1/(12 n), the mean square deviation from 1/2 1/(180 n).
    double mean = Arrays.stream(u).average().getAsDouble();
    assertThat(mean).isCloseTo(0.5, Offset.offset(SIGMAS / Math.sqrt(12.0 * N)));
    double square = Arrays.stream(u).map(x -> (x - 0.5) * (x - 0.5)).average().getAsDouble();
    assertThat(square).isCloseTo(1.0 / 12, Offset.offset(SIGMAS / Math.sqrt(180.0 * N)));
  }

  /** Pearson's statistic of k cells has the mean k - 1 and the variance 2(k - 1). */
  @Test
  void fills_all_cells_evenly_also_by_its_last_bits() {
    int cells = 256;
    double[] u = sample(SEED, DataType.FLOAT, N);
    int[] first = new int[cells];
    int[] last = new int[cells];
    for (double x : u) {
      int bits = (int) (x * 0x1p24);
      first[bits >>> 16]++;
      last[bits & 0xFF]++;
    }
    double expected = (double) N / cells;
    for (int[] counts : new int[][] {first, last}) {
      double statistic =
          Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
      assertThat(statistic)
          .isCloseTo(cells - 1, Offset.offset(SIGMAS * Math.sqrt(2.0 * (cells - 1))));
    }
  }

  /** The correlation of n independent pairs has the variance 1/n. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void neighbours_and_neighbouring_seeds_are_unrelated(DataType type) {
    double[] u = sample(SEED, type, N);
    double[] other = sample(SEED + 1, type, N);
    double neighbours = 0;
    double seeds = 0;
    for (int i = 0; i < N; i++) {
      neighbours += (u[i] - 0.5) * (u[(i + 1) % N] - 0.5) * 12 / N;
      seeds += (u[i] - 0.5) * (other[i] - 0.5) * 12 / N;
    }
    assertThat(neighbours).isCloseTo(0, Offset.offset(SIGMAS / Math.sqrt(N)));
    assertThat(seeds).isCloseTo(0, Offset.offset(SIGMAS / Math.sqrt(N)));
  }

  @Test
  void an_element_depends_on_key_and_place_alone() {
    double[] few = sample(SEED, DataType.DOUBLE, 3);
    double[] many = sample(SEED, DataType.DOUBLE, 37, 41);
    assertThat(Arrays.copyOf(many, 3)).containsExactly(few);
    assertThat(sample(SEED, DataType.DOUBLE, 37, 41)).containsExactly(many);
    assertThat(sample(SEED + 1, DataType.DOUBLE, 3)).doesNotContain(few);
  }

  /** Block 0 of the zero key is the first of Random123's published vectors. */
  @Test
  void begins_with_the_published_bits() {
    double first = (0xe169c58d6627e8d5L >>> 11) * 0x1p-53;
    double second = (0x9b00dbd8bc57ac4cL >>> 11) * 0x1p-53;
    assertThat(sample(0, DataType.DOUBLE, 2)).containsExactly(first, second);
  }

  @Test
  void a_float_is_the_double_cut_off() {
    double[] doubles = sample(SEED, DataType.DOUBLE, 1001);
    double[] cut = Arrays.stream(doubles).map(u -> Math.floor(u * 0x1p24) * 0x1p-24).toArray();
    assertThat(sample(SEED, DataType.FLOAT, 1001)).containsExactly(cut);
  }

  @Test
  void a_scalar_and_nothing_can_be_drawn() {
    assertThat(sample(SEED, DataType.DOUBLE)).hasSize(1);
    assertThat(sample(SEED, DataType.DOUBLE, 0, 3)).isEmpty();
  }

  @Test
  void the_key_is_an_integer_scalar_and_the_numbers_are_floating() {
    Tensor key = randomKey(SEED);
    assertThatThrownBy(() -> randomUniform(counting(), Shape.of(2), DataType.DOUBLE))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("a key is a LONG scalar but got DOUBLE[]");
    assertThatThrownBy(() -> randomUniform(countingLongs(2), Shape.of(2), DataType.DOUBLE))
        .isInstanceOf(TypeException.class);
    assertThatThrownBy(() -> randomUniform(key, Shape.of(2), DataType.INT64))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("random numbers are FLOAT or DOUBLE");
  }
}
