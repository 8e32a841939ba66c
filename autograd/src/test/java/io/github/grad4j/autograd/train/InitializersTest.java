package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class InitializersTest {
  private static final long SEED = 11;
  private static final Shape SHAPE = Shape.of(200, 300);

  /**
   * Of 60,000 independent numbers with deviation s, the mean lies within 6·s/√60,000 of 0, and the
   * mean square within 6·√2/√60,000, relatively, of s² if they are normal, closer if uniform.
   */
  private static final double SIX_SIGMA = 6 / Math.sqrt(60_000);

  private static double[] elements(Variable variable) {
    return variable.value().castTo(DataType.DOUBLE).ravel().toDoubleVector();
  }

  private static void checkMoments(Variable variable, double variance) {
    double[] elements = elements(variable);
    double mean = Arrays.stream(elements).average().orElseThrow();
    double square = Arrays.stream(elements).map(x -> x * x).average().orElseThrow();
    assertThat(mean).as("seed %d", SEED).isCloseTo(0, within(SIX_SIGMA * Math.sqrt(variance)));
    assertThat(square / variance)
        .as("seed %d", SEED)
        .isCloseTo(1, within(Math.sqrt(2) * SIX_SIGMA));
  }

  private static void checkBound(Variable variable, double bound) {
    double largest = Arrays.stream(elements(variable)).map(Math::abs).max().orElseThrow();
    // The bound itself may be reached by rounding; 60,000 numbers come this near to it.
    assertThat(largest).isBetween(bound * 0.999, bound * (1 + 1e-7));
  }

  @Test
  void zeros_are_zeros() {
    Variable b = Initializers.zeros("b", Shape.of(3), DataType.FLOAT);
    assertThat(b.name()).isEqualTo("b");
    assertThat(b.type().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(elements(b)).containsExactly(0, 0, 0);
  }

  @Test
  void normal_has_the_deviation() {
    checkMoments(Initializers.normal("w", SHAPE, DataType.DOUBLE, 0.5, SEED), 0.25);
    assertThat(elements(Initializers.normal("w", Shape.of(3), DataType.DOUBLE, 0, SEED)))
        .containsExactly(new double[3], within(0.0));
  }

  @Test
  void uniform_has_the_bound() {
    Variable w = Initializers.uniform("w", SHAPE, DataType.FLOAT, 0.3, SEED);
    checkMoments(w, 0.03);
    checkBound(w, 0.3);
  }

  @Test
  void glorot_has_the_variance_of_both_sides() {
    checkMoments(Initializers.glorotNormal("w", SHAPE, DataType.DOUBLE, SEED), 2.0 / 500);
    Variable uniform = Initializers.glorotUniform("w", SHAPE, DataType.DOUBLE, SEED);
    checkMoments(uniform, 2.0 / 500);
    checkBound(uniform, Math.sqrt(6.0 / 500));
  }

  @Test
  void he_has_the_variance_of_the_side_that_comes_in() {
    checkMoments(Initializers.heNormal("w", SHAPE, DataType.FLOAT, SEED), 2.0 / 200);
    Variable uniform = Initializers.heUniform("w", SHAPE, DataType.FLOAT, SEED);
    checkMoments(uniform, 2.0 / 200);
    checkBound(uniform, Math.sqrt(6.0 / 200));
  }

  @Test
  void seed_and_name_fix_the_values() {
    Variable w = Initializers.heNormal("w", SHAPE, DataType.DOUBLE, SEED);
    assertThat(elements(Initializers.heNormal("w", SHAPE, DataType.DOUBLE, SEED)))
        .containsExactly(elements(w));
    assertUnrelated(w, Initializers.heNormal("w", SHAPE, DataType.DOUBLE, SEED + 1));
    assertUnrelated(w, Initializers.heNormal("w2", SHAPE, DataType.DOUBLE, SEED));
  }

  private static void assertUnrelated(Variable a, Variable b) {
    double[] x = elements(a);
    double[] y = elements(b);
    double product = 0;
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      product += x[i] * y[i];
      square += x[i] * x[i];
    }
    assertThat(product / square).as("seed %d", SEED).isCloseTo(0, within(SIX_SIGMA));
  }

  @Test
  void weights_have_two_axes() {
    assertThatThrownBy(() -> Initializers.glorotUniform("w", Shape.of(3), DataType.DOUBLE, SEED))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("weights have the shape [in, out], but got [3]")
        .hasMessageContaining("normal or uniform");
  }

  @Test
  void arguments_are_checked() {
    assertThatThrownBy(() -> Initializers.zeros("n", Shape.of(3), DataType.INT64))
        .isInstanceOf(TypeException.class);
    assertThatThrownBy(() -> Initializers.normal("w", SHAPE, DataType.DOUBLE, -1, SEED))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a standard deviation is 0 or positive, and finite, but it is -1.0");
    assertThatThrownBy(() -> Initializers.uniform("w", SHAPE, DataType.DOUBLE, -1, SEED))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a bound is 0 or positive, and finite, but it is -1.0");
  }
}
