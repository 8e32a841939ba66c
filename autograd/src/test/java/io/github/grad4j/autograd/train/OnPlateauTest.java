package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnPlateauTest {
  private static double rate(OnPlateau schedule) {
    return schedule.rate(Constant.of(0L)).evaluate().getDouble();
  }

  private static void observe(OnPlateau schedule, double... losses) {
    for (double loss : losses) {
      schedule.observe(loss);
    }
  }

  @Test
  void it_falls_once_patience_is_exceeded() {
    OnPlateau schedule = new OnPlateau(1).withFactor(0.5).withPatience(2);
    observe(schedule, 3, 2, 2, 2);
    assertThat(rate(schedule)).isEqualTo(1);
    observe(schedule, 2);
    assertThat(rate(schedule)).isEqualTo(0.5);
    observe(schedule, 2, 2);
    assertThat(rate(schedule)).isEqualTo(0.5);
    observe(schedule, 2);
    assertThat(rate(schedule)).isEqualTo(0.25);
  }

  @Test
  void a_better_loss_begins_the_counting_anew() {
    OnPlateau schedule = new OnPlateau(1).withPatience(1);
    observe(schedule, 3, 3, 2, 2, 1, 1);
    assertThat(rate(schedule)).isEqualTo(1);
    observe(schedule, 1);
    assertThat(rate(schedule)).isEqualTo(0.1);
  }

  @Test
  void better_is_better_by_more_than_the_threshold() {
    OnPlateau schedule = new OnPlateau(1).withPatience(0).withThreshold(0.25);
    observe(schedule, 4, 2.875);
    assertThat(rate(schedule)).isEqualTo(1);
    // Three quarters of 2.875 are 2.15625.
    observe(schedule, 2.15625);
    assertThat(rate(schedule)).isEqualTo(0.1);
    observe(schedule, 2.125);
    assertThat(rate(schedule)).isEqualTo(0.1);
  }

  /** As of a negated accuracy. */
  @Test
  void a_negative_loss_is_better_if_it_is_farther_from_zero() {
    OnPlateau schedule = new OnPlateau(1).withPatience(0).withThreshold(0.25);
    observe(schedule, -4, -5.125);
    assertThat(rate(schedule)).isEqualTo(1);
    observe(schedule, -5.125);
    assertThat(rate(schedule)).isEqualTo(0.1);
  }

  @Test
  void nan_is_not_better() {
    OnPlateau schedule = new OnPlateau(1).withPatience(0);
    observe(schedule, Double.NaN);
    assertThat(rate(schedule)).isEqualTo(0.1);
    observe(schedule, 5);
    assertThat(rate(schedule)).isEqualTo(0.1);
  }

  @Test
  void it_falls_no_further_than_to_the_least() {
    OnPlateau schedule = new OnPlateau(1).withPatience(0).withLeast(0.03);
    observe(schedule, 1, 1, 1, 1, 1);
    assertThat(rate(schedule)).isEqualTo(0.03);
  }

  @Test
  void by_default_it_waits_ten_losses_and_falls_to_a_tenth() {
    OnPlateau schedule = new OnPlateau(0.5);
    observe(schedule, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(rate(schedule)).isEqualTo(0.5);
    // Less than one part in 10,000 better is no better.
    observe(schedule, 0.99995);
    assertThat(rate(schedule)).isEqualTo(0.05);
  }

  @Test
  void plans_made_before_go_on_with_the_new_rate() {
    OnPlateau schedule = new OnPlateau(1).withPatience(0).withFactor(0.5);
    Variable w = Variable.of("w", Constant.of(8.0));
    Sgd sgd = new Sgd(new WarmUp(1, schedule));
    // The gradient of w is 1.
    try (Plan step = Plan.of(List.of(w), sgd.updates(w, sgd.init(List.of(w))))) {
      step.run();
      assertThat(w.value().getDouble()).isEqualTo(7);
      observe(schedule, 1, 1);
      step.run();
      assertThat(w.value().getDouble()).isEqualTo(6.5);
    }
  }
}
