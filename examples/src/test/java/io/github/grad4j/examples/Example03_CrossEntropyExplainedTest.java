package io.github.grad4j.examples;

import static io.github.grad4j.examples.Printed.ROUNDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Each step against the formula in Java doubles, and the published losses of the two rows. */
class Example03_CrossEntropyExplainedTest {

  private static final double[][] LOGITS = {{2, 0.5, 6}, {0.1, 0, 3}};
  private static final int[] RIGHT = {2, 1};

  @Test
  void each_step_is_what_the_formula_says() throws Exception {
    Printed printed = Printed.by(() -> Example03_CrossEntropyExplained.main(new String[0]));
    double[] prediction = new double[6];
    double[] gradient = new double[6];
    double[] losses = new double[2];
    for (int row = 0; row < 2; row++) {
      double sum = 0;
      for (double logit : LOGITS[row]) {
        sum += Math.exp(logit);
      }
      for (int k = 0; k < 3; k++) {
        prediction[3 * row + k] = Math.exp(LOGITS[row][k]) / sum;
        gradient[3 * row + k] = (prediction[3 * row + k] - (k == RIGHT[row] ? 1 : 0)) / 2;
      }
      losses[row] = -Math.log(prediction[3 * row + RIGHT[row]]);
    }
    double[] mean = {(losses[0] + losses[1]) / 2};
    assertThat(printed.numbers("prediction")).containsExactly(prediction, within(ROUNDING));
    assertThat(printed.numbers("each row adds up to")).containsExactly(1, 1);
    assertThat(printed.numbers("loss of each example")).containsExactly(losses, within(ROUNDING));
    assertThat(printed.numbers("loss")).containsExactly(mean, within(ROUNDING));
    assertThat(printed.numbers("gradient")).containsExactly(gradient, within(ROUNDING));
    assertThat(printed.numbers("(prediction - ys) / 2"))
        .containsExactly(gradient, within(ROUNDING));
  }

  @Test
  void the_losses_are_the_published_ones() throws Exception {
    Printed printed = Printed.by(() -> Example03_CrossEntropyExplained.main(new String[0]));
    // Published in single precision.
    double[] published = {0.02215516, 3.09967351};
    assertThat(printed.numbers("loss of each example")).containsExactly(published, within(3e-7));
  }

  @Test
  void the_fused_loss_is_right_where_the_steps_give_nan() throws Exception {
    Printed printed = Printed.by(() -> Example03_CrossEntropyExplained.main(new String[0]));
    assertThat(printed.numbers("loss, step by step")).containsExactly(Double.NaN);
    assertThat(printed.numbers("gradient, step by step"))
        .containsExactly(Double.NaN, Double.NaN, Double.NaN);
    assertThat(printed.numbers("loss, fused")).containsExactly(0);
    assertThat(printed.numbers("gradient, fused")).containsExactly(0, 0, 0);
    assertThat(printed.numbers("loss when wrong, fused")).containsExactly(750);
    assertThat(printed.numbers("gradient when wrong, fused")).containsExactly(1, -1, 0);
  }
}
