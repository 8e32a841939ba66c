package io.github.grad4j.autograd.train;

import static io.github.grad4j.autograd.train.Clipping.clipByGlobalNorm;
import static io.github.grad4j.autograd.train.Clipping.clipByNorm;
import static io.github.grad4j.autograd.train.Clipping.clipByValue;
import static io.github.grad4j.ops.ReduceSumSquare.reduceSumSquare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ClippingTest {
  /** A few roundings of numbers below 8. */
  private static final double TOLERANCE = 1e-14;

  /** Of norm 5 and 12, together 13. */
  private static final List<Tensor> GRADIENTS =
      List.of(Constant.of(new double[] {3, -4}), Constant.of(new double[][] {{-12, 0}, {0, 0}}));

  private static void check(List<Tensor> clipped, double[]... expected) {
    assertThat(clipped).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(clipped.get(i).type()).isEqualTo(GRADIENTS.get(i).type());
      assertThat(clipped.get(i).evaluate().ravel().toDoubleVector())
          .containsExactly(expected[i], within(TOLERANCE));
    }
  }

  @Test
  void by_value_each_element_is_moved_into_the_interval() {
    check(clipByValue(GRADIENTS, 3.5), new double[] {3, -3.5}, new double[] {-3.5, 0, 0, 0});
  }

  @Test
  void by_norm_each_gradient_is_scaled_by_itself() {
    check(clipByNorm(GRADIENTS, 6), new double[] {3, -4}, new double[] {-6, 0, 0, 0});
    check(clipByNorm(GRADIENTS, 1), new double[] {0.6, -0.8}, new double[] {-1, 0, 0, 0});
  }

  @Test
  void by_global_norm_all_are_scaled_by_one_number() {
    check(clipByGlobalNorm(GRADIENTS, 13), new double[] {3, -4}, new double[] {-12, 0, 0, 0});
    check(clipByGlobalNorm(GRADIENTS, 6.5), new double[] {1.5, -2}, new double[] {-6, 0, 0, 0});
  }

  @Test
  void gradients_of_zero_stay_zero() {
    List<Tensor> zeros = List.of(Constant.of(new double[2]));
    assertThat(clipByNorm(zeros, 1).get(0).evaluate().toDoubleVector()).containsExactly(0, 0);
    assertThat(clipByGlobalNorm(zeros, 1).get(0).evaluate().toDoubleVector()).containsExactly(0, 0);
    assertThat(clipByGlobalNorm(List.of(), 1)).isEmpty();
  }

  @Test
  void float_and_double_are_clipped_together_and_keep_their_types() {
    Tensor single = Constant.of(new float[] {3e30f, 0});
    List<Tensor> clipped = clipByGlobalNorm(List.of(single, Constant.of(4e30)), 5);
    assertThat(clipped.get(0).type().dataType()).isEqualTo(DataType.FLOAT);
    // The squares do not fit FLOAT.
    assertThat(clipped.get(0).evaluate().getDouble(0)).isCloseTo(3, within(1e-6));
    assertThat(clipped.get(1).evaluate().getDouble()).isCloseTo(4, within(1e-6));
  }

  @Test
  void what_is_not_finite_is_not_hidden() {
    double nan = Double.NaN;
    Tensor one = Constant.of(new double[] {nan, 1});
    Tensor infinite = Constant.of(new double[] {Double.POSITIVE_INFINITY, 1});
    assertThat(clipByGlobalNorm(List.of(one), 5).get(0).evaluate().toDoubleVector())
        .containsExactly(nan, nan);
    assertThat(clipByGlobalNorm(List.of(infinite), 5).get(0).evaluate().toDoubleVector())
        .containsExactly(nan, 0);
    assertThat(clipByValue(List.of(one), 5).get(0).evaluate().toDoubleVector())
        .containsExactly(nan, 1);
    assertThat(clipByValue(List.of(infinite), 5).get(0).evaluate().toDoubleVector())
        .containsExactly(5, 1);
  }

  @Test
  void an_optimizer_sees_the_clipped_gradients() {
    Variable w = Variable.of("w", new double[] {3, -4}, Shape.of(2));
    Optimizer sgd = new Sgd(1).withGradients(gradients -> clipByGlobalNorm(gradients, 1));
    // The gradient of ½·Σw² is w, of norm 5.
    Tensor loss = Penalties.l2Penalty(1, w);
    try (Plan step = Plan.of(List.of(loss), sgd.updates(loss, sgd.init(List.of(w))))) {
      step.run();
    }
    assertThat(w.value().toDoubleVector())
        .containsExactly(new double[] {2.4, -3.2}, within(TOLERANCE));
  }

  @Test
  void clipped_gradients_have_derivatives() {
    Variable v = Variable.of("v", new double[] {0.5, -2, 1}, Shape.of(3));
    Tensor clipped = clipByGlobalNorm(List.of(v, reduceSumSquare(v)), 1).get(0);
    GradientCheck.of(clipped).order(2).verify();
    Tensor zero = Constant.of(new double[3]);
    Tensor atZero = clipByNorm(List.of(zero), 1).get(0);
    assertThat(Autograd.gradient(reduceSumSquare(atZero), zero).evaluate().toDoubleVector())
        .containsExactly(0, 0, 0);
  }

  @Test
  void a_limit_is_positive_and_finite() {
    for (double limit : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> clipByValue(GRADIENTS, limit)).isInstanceOf(ArgumentException.class);
      assertThatThrownBy(() -> clipByNorm(GRADIENTS, limit)).isInstanceOf(ArgumentException.class);
      assertThatThrownBy(() -> clipByGlobalNorm(GRADIENTS, limit))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining(
              "the limit of a gradient is positive and finite, but it is " + limit);
    }
  }
}
