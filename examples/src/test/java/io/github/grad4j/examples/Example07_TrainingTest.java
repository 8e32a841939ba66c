package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Training comes close to the minimum that another method found. */
class Example07_TrainingTest {

  /** Of the loss, by L-BFGS and Newton's method in 80-bit arithmetic. */
  private static final double MINIMUM = 0.24367722664938243;

  @Test
  void comes_down_to_the_minimum() throws Exception {
    Printed printed = Printed.by(() -> Example07_Training.main(new String[0]));
    assertThat(printed.numbers("batches in an epoch")).containsExactly(5);
    double first = printed.numbers("loss in epoch 1")[0];
    double tenth = printed.numbers("loss in epoch 10")[0];
    double last = printed.numbers("loss in epoch 50")[0];
    assertThat(first).isBetween(tenth, Math.log(3));
    assertThat(tenth).isGreaterThan(last);
    // A fixed learning rate keeps the parameters trembling around the minimum.
    assertThat(printed.numbers("loss afterwards")[0]).isBetween(MINIMUM, MINIMUM + 0.01);
    assertThat(printed.numbers("accuracy")[0]).isBetween(0.94, 0.98);
  }
}
