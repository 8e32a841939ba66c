package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Square.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class SgdWTest {
  /** Ten steps of a few roundings each, on numbers near 1. */
  private static final double TOLERANCE = 1e-14;

  private static double after(Optimizer rule) {
    Variable w = Variable.of("w", Constant.of(1.0));
    Tensor loss = multiply(square(w), 0.5);
    try (Plan step = Plan.of(List.of(loss), rule.updates(loss, rule.init(List.of(w))))) {
      for (int i = 0; i < 10; i++) {
        step.run();
      }
    }
    return w.value().getDouble();
  }

  @Test
  void the_decay_does_not_enter_the_velocity() {
    double w = 1;
    double v = 0;
    for (int i = 0; i < 10; i++) {
      double rate = 0.1 / (1 + 0.5 * i);
      v = 0.9 * v + w;
      w = (1 - rate * 0.2) * w - rate * v;
    }
    Sgd sgd = new Sgd(new InverseTimeDecay(0.1, 0.5)).withMomentum(0.9);
    assertThat(after(new SgdW(sgd, 0.2))).isCloseTo(w, within(TOLERANCE));
    assertThat(after(sgd.withWeightDecay(0.2))).isNotCloseTo(w, within(1e-3));
  }

  @Test
  void without_momentum_it_is_the_same_as_a_penalty() {
    Sgd sgd = new Sgd(0.1);
    assertThat(after(new SgdW(sgd, 0.2)))
        .isCloseTo(after(sgd.withWeightDecay(0.2)), within(TOLERANCE));
  }
}
