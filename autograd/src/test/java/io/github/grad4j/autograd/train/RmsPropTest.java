package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RmsPropTest {
  private static final long SEED = 5;

  @Test
  void a_variance_of_gradients_that_stay_the_same_never_becomes_negative() {
    // As the difference v - a² it does after some hundred steps, and its root is NaN.
    Variable w = Variable.of("w", Constant.of(1.0));
    Tensor loss = multiply(w, 0.1);
    RmsProp rule = new RmsProp(1e-4).withAlpha(0.9).withCentralMoment();
    OptimizerState state = rule.init(List.of(w));
    try (Plan step = Plan.of(List.of(loss), rule.updates(loss, state))) {
      for (int i = 0; i < 2000; i++) {
        step.run();
        assertThat(state.slot(w, "rmsprop/v").value().getDouble()).as("step %d", i).isNotNegative();
      }
    }
  }

  @Test
  void the_variance_is_the_mean_square_less_the_squared_mean() {
    Variable w = Variable.of("w", Constant.of(1.0));
    Variable g = Variable.of("g", Constant.of(0.0));
    RmsProp rule = new RmsProp(0.01).withAlpha(0.8).withCentralMoment();
    OptimizerState state = rule.init(List.of(w));
    Random random = new Random(SEED);
    double square = 0;
    double mean = 0;
    try (Plan step = Plan.of(List.of(), rule.updates(List.of(g), state))) {
      for (int i = 0; i < 30; i++) {
        double x = random.nextGaussian();
        g.assign(new double[] {x});
        step.run();
        square = 0.8 * square + 0.2 * x * x;
        mean = 0.8 * mean + 0.2 * x;
        assertThat(state.slot(w, "rmsprop/v").value().getDouble())
            .as("seed %d, step %d", SEED, i)
            .isCloseTo(square - mean * mean, within(1e-14));
        assertThat(state.slot(w, "rmsprop/mean").value().getDouble())
            .isCloseTo(mean, within(1e-15));
      }
    }
  }

  @Test
  void it_remembers_what_it_needs() {
    Variable w = Variable.of("w", new double[2], Shape.of(2));
    assertThat(new RmsProp(1).init(List.of(w)).byName().keySet())
        .containsExactly("w", "w/rmsprop/v");
    assertThat(
            new RmsProp(1).withCentralMoment().withMomentum(0.5).init(List.of(w)).byName().keySet())
        .containsExactly("w", "w/rmsprop/v", "w/rmsprop/mean", "w/rmsprop/velocity");
  }
}
