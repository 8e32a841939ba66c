package io.github.grad4j.autograd.train;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.autograd.train.Penalties.l1Penalty;
import static io.github.grad4j.autograd.train.Penalties.l2Penalty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class PenaltiesTest {
  private static final Variable W = Variable.of("w", new double[] {3, -4, 0, 1}, Shape.of(2, 2));
  private static final Variable V = Variable.of("v", new double[] {-2}, Shape.of(1));

  @Test
  void l2_is_half_the_strength_times_the_squares() {
    assertThat(l2Penalty(0.5, W).evaluate().getDouble()).isEqualTo(6.5);
    assertThat(l2Penalty(0.5, W, V).evaluate().getDouble()).isEqualTo(7.5);
    assertThat(gradient(l2Penalty(0.5, W, V), W).evaluate().ravel().toDoubleVector())
        .containsExactly(1.5, -2, 0, 0.5);
  }

  @Test
  void l1_is_the_strength_times_the_magnitudes() {
    assertThat(l1Penalty(0.5, W).evaluate().getDouble()).isEqualTo(4);
    assertThat(l1Penalty(0.5, W, V).evaluate().getDouble()).isEqualTo(5);
    assertThat(gradient(l1Penalty(0.5, W, V), W).evaluate().ravel().toDoubleVector())
        .containsExactly(0.5, -0.5, 0, 0.5);
  }

  @Test
  void a_penalty_has_the_type_of_the_parameters() {
    assertThat(l2Penalty(1, Constant.of(new float[] {1})).type().dataType())
        .isEqualTo(DataType.FLOAT);
    assertThat(l1Penalty(0, Constant.of(new float[] {1})).evaluate().getDouble()).isZero();
  }

  @Test
  void a_strength_is_not_negative() {
    for (double strength : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> l1Penalty(strength, W)).isInstanceOf(ArgumentException.class);
      assertThatThrownBy(() -> l2Penalty(strength, W))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining(
              "the strength of a penalty is 0 or positive, and finite, but it is " + strength);
    }
  }
}
