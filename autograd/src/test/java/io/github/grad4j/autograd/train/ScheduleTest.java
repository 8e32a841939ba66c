package io.github.grad4j.autograd.train;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Divide.divide;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Reciprocal.reciprocal;
import static io.github.grad4j.ops.Square.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ScheduleTest {
  /** A few roundings of numbers that are no greater than the largest rate. */
  private static final double RELATIVE = 1e-15;

  private static double at(Schedule schedule, int step) {
    Tensor rate = schedule.rate(Constant.of((long) step));
    assertThat(rate.type().dataType()).isEqualTo(DataType.DOUBLE);
    return rate.evaluate().getDouble();
  }

  private static void check(Schedule schedule, double largest, DoubleUnaryOperator expected) {
    for (int step = 0; step < 40; step++) {
      assertThat(at(schedule, step))
          .as("step %d", step)
          .isCloseTo(expected.applyAsDouble(step), within(8 * RELATIVE * largest));
    }
  }

  @Test
  void a_constant_rate_stays() {
    check(new ConstantRate(0.3), 0.3, step -> 0.3);
  }

  @Test
  void a_step_decay_falls_every_so_many_steps() {
    check(new StepDecay(0.3, 0.5, 7), 0.3, step -> 0.3 * Math.pow(0.5, Math.floor(step / 7)));
  }

  @Test
  void an_exponential_decay_falls_in_each_step() {
    check(new ExponentialDecay(0.3, 0.9), 0.3, step -> 0.3 * Math.pow(0.9, step));
  }

  @Test
  void an_inverse_time_decay_halves_after_the_inverse_of_the_decay() {
    check(new InverseTimeDecay(0.3, 0.05), 0.3, step -> 0.3 / (1 + 0.05 * step));
    assertThat(at(new InverseTimeDecay(0.3, 0.05), 20)).isCloseTo(0.15, within(RELATIVE));
  }

  @Test
  void a_cosine_falls_to_its_end_and_stays_there() {
    Schedule schedule = new CosineDecay(0.3, 30, 0.1);
    check(schedule, 0.3, step -> 0.1 + 0.2 * (1 + Math.cos(Math.PI * Math.min(step, 30) / 30)) / 2);
    assertThat(at(schedule, 0)).isEqualTo(0.3);
    assertThat(at(schedule, 10)).isCloseTo(0.25, within(RELATIVE));
    assertThat(at(schedule, 15)).isCloseTo(0.2, within(RELATIVE));
    assertThat(at(new CosineDecay(0.3, 30), 30)).isZero();
  }

  @Test
  void a_warm_up_grows_evenly_and_then_hands_over() {
    check(
        new WarmUp(5, new ExponentialDecay(0.3, 0.9)),
        0.3,
        step -> step < 5 ? 0.3 * (step + 1) / 5 : 0.3 * Math.pow(0.9, step - 5));
    check(new WarmUp(1, new ConstantRate(0.3)), 0.3, step -> 0.3);
  }

  @Test
  void a_cycle_rises_and_falls_along_cosines() {
    Schedule schedule = new OneCycle(0.3, 31);
    double top = 0.3 * 31 - 1;
    check(
        schedule,
        0.3,
        step ->
            step <= top
                ? between(0.3 / 25, 0.3, step / top)
                : between(0.3, 0.3 / 25e4, Math.min((step - top) / (30 - top), 1)));
    assertThat(at(schedule, 0)).isCloseTo(0.012, within(RELATIVE));
    assertThat(at(schedule, 30)).isCloseTo(1.2e-6, within(RELATIVE));
    assertThat(at(schedule, 99)).isCloseTo(1.2e-6, within(RELATIVE));
    assertThat(at(new OneCycle(0.3, 20).withRise(0.5).withDivisors(10, 100), 9))
        .isCloseTo(0.3, within(RELATIVE));
    assertThat(at(new OneCycle(0.3, 20).withRise(0.5).withDivisors(10, 100), 19))
        .isCloseTo(0.0003, within(RELATIVE));
  }

  private static double between(double from, double to, double share) {
    return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
  }

  @Test
  void an_optimizer_asks_for_the_rate_of_each_step() {
    // The gradient of w is 1, so that each step takes the rate away.
    Variable w = Variable.of("w", Constant.of(1.0));
    Sgd sgd = new Sgd(new StepDecay(0.5, 0.5, 2));
    try (Plan step = Plan.of(List.of(w), sgd.updates(w, sgd.init(List.of(w))))) {
      double expected = 1;
      for (double rate : new double[] {0.5, 0.5, 0.25, 0.25, 0.125}) {
        step.run();
        expected -= rate;
        assertThat(w.value().getDouble()).isEqualTo(expected);
      }
    }
  }

  @Test
  void a_formula_of_the_step_is_a_schedule() {
    Schedule schedule = step -> divide(0.5, cast(step, DataType.DOUBLE));
    assertThat(at(schedule, 10)).isEqualTo(0.05);
    assertThat(schedule.variables()).isEmpty();
  }

  @Test
  void a_rate_is_one_number() {
    Sgd sgd = new Sgd(step -> Constant.of(new double[] {0.1, 0.2}));
    assertThatThrownBy(() -> sgd.init(List.of(Variable.of("w", Constant.of(1.0)))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a learning rate is one number, but the schedule's has shape [2]");
    Adam adam = new Adam(step -> step);
    Variable w = Variable.of("w", Constant.of(1.0));
    assertThatThrownBy(() -> adam.updates(w, adam.init(List.of(w))))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("a learning rate is FLOAT or DOUBLE, but the schedule's is LONG[]");
  }

  @Test
  void a_loss_after_a_step_has_a_derivative_with_respect_to_the_rate() {
    // L = ½·c·w², so that L after a step is ½·c·w²·(1 - η·c)²; η = 1/c is Newton's step.
    double c = 4;
    Variable w = Variable.of("w", new double[] {3}, Shape.scalar());
    Variable rate = Variable.of("rate", Constant.of(0.1));
    Tensor loss = multiply(square(w), c / 2);
    Sgd sgd = new Sgd(step -> rate);
    List<Update> updates = sgd.updates(loss, sgd.init(List.of(w)));
    Tensor next = updates.get(0).newValue();
    Tensor after = multiply(square(next), c / 2);
    Tensor slope = gradient(after, rate);
    Tensor curvature = gradient(slope, rate);
    double shrink = 1 - 0.1 * c;
    assertThat(slope.evaluate().getDouble()).isCloseTo(-c * c * 9 * shrink, within(1e-12));
    assertThat(curvature.evaluate().getDouble()).isCloseTo(c * c * c * 9, within(1e-12));
    // Newton's method for the rate itself: one step, as the loss is a parabola in it.
    Tensor newton = divide(slope, curvature);
    rate.assign(new double[] {0.1 - newton.evaluate().getDouble()});
    assertThat(rate.value().getDouble()).isCloseTo(1 / c, within(1e-15));
    assertThat(reciprocal(rate).evaluate().getDouble()).isCloseTo(c, within(1e-14));
    assertThat(after.evaluate().getDouble()).isCloseTo(0, within(1e-28));
  }
}
