package io.github.grad4j.ops;

import static io.github.grad4j.ops.Dropout.dropout;
import static io.github.grad4j.ops.Elements.valuesOf;
import static io.github.grad4j.ops.Grids.countingLongs;
import static io.github.grad4j.ops.RandomKey.randomKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final long SEED = 5;
  private static final int N = 100_000;

  /** Standard deviations allowed; a right choice fails for one seed in a million. */
  private static final double SIGMAS = 5;

  private static Tensor repeated(double value) {
    double[] values = new double[N];
    Arrays.fill(values, value);
    return Constant.of(values, Shape.of(N));
  }

  /** The share of n that is dropped has the variance rate (1 - rate)/n. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void drops_the_rate_and_scales_the_rest(double rate) {
    double[] y = valuesOf(dropout(repeated(3), rate, randomKey(SEED)));
    double kept = 3 / (1 - rate);
    assertThat(Arrays.stream(y).filter(value -> value != 0)).containsOnly(kept);
    double dropped = Arrays.stream(y).filter(value -> value == 0).count();
    assertThat(dropped / N)
        .isCloseTo(rate, Offset.offset(SIGMAS * Math.sqrt(rate * (1 - rate) / N)));
  }

  @Test
  void drops_the_same_elements_for_the_same_key_only() {
    double[] y = valuesOf(dropout(repeated(1), 0.5, randomKey(SEED)));
    assertThat(valuesOf(dropout(repeated(1), 0.5, randomKey(SEED)))).containsExactly(y);
    assertThat(valuesOf(dropout(repeated(1), 0.5, randomKey(SEED + 1)))).isNotEqualTo(y);
  }

  @Test
  void drops_whatever_the_element_is() {
    double[] y = valuesOf(dropout(repeated(Double.NaN), 0.5, randomKey(SEED)));
    assertThat(y).contains(0.0, Double.NaN);
  }

  @Test
  void the_rate_is_a_probability_below_1() {
    Tensor x = repeated(1);
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> dropout(x, rate, randomKey(SEED)))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("in [0, 1), but it is " + rate);
    }
    assertThatThrownBy(() -> dropout(countingLongs(2), 0.5, randomKey(SEED)))
        .isInstanceOf(TypeException.class);
  }
}
