package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Square.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SgdTest {
  /** Twenty steps of three roundings each, of numbers near 1. */
  private static final double TOLERANCE = 20 * 3 * Math.ulp(1.0);

  @Test
  void twenty_steps_on_a_parabola_follow_the_closed_form() {
    Variable w = Variable.of("w", new double[] {1, -3}, Shape.of(2));
    // L = Σ c·w²/2 has the gradient c·w, so that each step multiplies w by 1 - η·c.
    double c = 0.5;
    double rate = 0.3;
    Tensor loss = multiply(reduceSum(square(w)), c / 2);
    Sgd sgd = new Sgd(rate);
    try (Plan step = Plan.of(List.of(loss), sgd.updates(loss, sgd.init(List.of(w))))) {
      for (int i = 0; i < 20; i++) {
        step.run();
      }
    }
    double factor = Math.pow(1 - rate * c, 20);
    assertThat(w.value().getDouble(0)).isCloseTo(factor, within(TOLERANCE));
    assertThat(w.value().getDouble(1)).isCloseTo(-3 * factor, within(3 * TOLERANCE));
  }

  @Test
  void it_updates_each_variable_and_remembers_nothing() {
    Variable w = Variable.of("w", new double[] {1}, Shape.of(1));
    Variable unused = Variable.of("unused", new double[] {2}, Shape.of(1));
    Tensor loss = reduceSum(square(w));
    Sgd sgd = new Sgd(0.5);
    OptimizerState state = sgd.init(List.of(w, unused));
    assertThat(state.parameters()).containsExactly(w, unused);
    assertThat(state.memory()).isEmpty();
    try (Plan step = Plan.of(List.of(loss), sgd.updates(loss, state))) {
      step.run();
    }
    assertThat(w.value().getDouble(0)).isZero();
    assertThat(unused.value().getDouble(0)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_learning_rate_is_positive_and_finite(double rate) {
    assertThatThrownBy(() -> new Sgd(rate))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a learning rate is positive and finite, but it is " + rate);
  }
}
