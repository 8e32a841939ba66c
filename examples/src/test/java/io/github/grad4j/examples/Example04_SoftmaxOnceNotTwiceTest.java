package io.github.grad4j.examples;

import static io.github.grad4j.examples.Printed.ROUNDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The published numbers of the two rows, right and wrong. */
class Example04_SoftmaxOnceNotTwiceTest {

  /** They were published in single precision. */
  private static final double SINGLE = 3e-7;

  @Test
  void right_and_wrong_losses_are_the_published_ones() throws Exception {
    Printed printed = Printed.by(() -> Example04_SoftmaxOnceNotTwice.main(new String[0]));
    double[] right = {0.02215516, 3.09967351};
    double[] wrong = {0.56551915, 1.47432232};
    assertThat(printed.numbers("right")).containsExactly(right, within(SINGLE));
    assertThat(printed.numbers("softmax twice")).containsExactly(wrong, within(SINGLE));
    assertThat(printed.numbers("of probabilities")).containsExactly(right, within(SINGLE));
  }

  @Test
  void probabilities_are_the_published_ones() throws Exception {
    Printed printed = Printed.by(() -> Example04_SoftmaxOnceNotTwice.main(new String[0]));
    double[] once = {0.01791432, 0.00399722, 0.97808844, 0.04980332, 0.04506391, 0.90513283};
    double[] twice = {0.21747023, 0.21446465, 0.56806517, 0.2300214, 0.22893383, 0.54104471};
    assertThat(printed.numbers("softmax once")).containsExactly(once, within(SINGLE));
    assertThat(printed.numbers("softmax twice, probabilities"))
        .containsExactly(twice, within(SINGLE));
  }

  @Test
  void a_perfect_prediction_costs_log_of_one_and_two_over_e() throws Exception {
    Printed printed = Printed.by(() -> Example04_SoftmaxOnceNotTwice.main(new String[0]));
    double least = Math.log(1 + 2 / Math.E);
    assertThat(printed.numbers("loss of a perfect prediction"))
        .containsExactly(new double[] {least, least}, within(ROUNDING));
  }
}
