package io.github.grad4j.examples;

import static io.github.grad4j.examples.Printed.ROUNDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Each loss against its closed form. */
class Example05_FamilyOfLossesTest {

  private Printed printed() throws Exception {
    return Printed.by(() -> Example05_FamilyOfLosses.main(new String[0]));
  }

  @Test
  void losses_of_numbers_grow_as_they_should() throws Exception {
    Printed printed = printed();
    assertThat(printed.numbers("squared error")).containsExactly(0.25, 4, 64);
    assertThat(printed.numbers("absolute error")).containsExactly(0.5, 2, 8);
    assertThat(printed.numbers("Huber, delta 1")).containsExactly(0.125, 1.5, 7.5);
    assertThat(printed.numbers("mean squared error")).containsExactly(22.75);
  }

  @Test
  void cross_entropies_of_yes_or_no_are_logarithms() throws Exception {
    Printed printed = printed();
    double[] losses = {
      Math.log1p(Math.exp(-2)), 2 + Math.log1p(Math.exp(-2)), Math.log(2),
    };
    assertThat(printed.numbers("sigmoid cross entropy")).containsExactly(losses, within(1e-7));
    assertThat(printed.numbers("binary cross entropy")).containsExactly(losses, within(1e-7));
    assertThat(printed.numbers("hinge")).containsExactly(0, 3, 1);
    assertThat(printed.numbers("squared hinge")).containsExactly(0, 9, 1);
  }

  @Test
  void zero_times_infinity_is_not_a_number() throws Exception {
    Printed printed = printed();
    assertThat(printed.numbers("right and wrong, written out"))
        .containsExactly(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(printed.numbers("with nan_to_num")).containsExactly(0, 1.7976931E308);
    assertThat(printed.numbers("right and wrong, by the op"))
        .containsExactly(0, Double.POSITIVE_INFINITY);
    assertThat(printed.numbers("from logits 800 and -800")).containsExactly(0, 800);
  }

  @Test
  void softmax_is_the_closed_form_however_high_the_logits() throws Exception {
    Printed printed = printed();
    double small = Math.exp(-12);
    double[] exact = {1 / (2 + small), 1 / (2 + small), small / (2 + small)};
    assertThat(printed.numbers("softmax")).containsExactly(exact, within(ROUNDING));
    assertThat(printed.numbers("softmax by hand")).containsExactly(exact, within(ROUNDING));
    assertThat(printed.numbers("1000 more, softmax")).containsExactly(exact, within(ROUNDING));
    assertThat(printed.numbers("1000 more, not shifted"))
        .containsExactly(Double.NaN, Double.NaN, Double.NaN);
  }

  @Test
  void likelihood_is_the_product_of_probabilities() throws Exception {
    Printed printed = printed();
    double first = Math.exp(6) / (Math.exp(2) + Math.exp(0.5) + Math.exp(6));
    double second = 1 / (Math.exp(0.1) + 1 + Math.exp(3));
    double[] losses = {-Math.log(first), -Math.log(second)};
    assertThat(printed.numbers("predicted")).containsExactly(2, 2);
    assertThat(printed.numbers("from probabilities")).containsExactly(2, 2);
    assertThat(printed.numbers("negative log likelihood")).containsExactly(losses, within(1e-7));
    assertThat(printed.numbers("from the logits")).containsExactly(losses, within(1e-7));
    assertThat(printed.numbers("likelihood of both"))
        .containsExactly(new double[] {first * second}, within(ROUNDING));
  }

  @Test
  void losses_of_classes_are_what_their_formulas_say() throws Exception {
    Printed printed = printed();
    // Of the second example: 0.1 and 3 are to be 1 below 0.
    assertThat(printed.numbers("multi-class margin")).containsExactly(0, 1.7);
    double[][] logits = {{2, 0.5, 6}, {0.1, 0, 3}};
    double[][] labels = {{0.1, 0.1, 0.8}, {0.2, 0.6, 0.2}};
    double[] cross = new double[2];
    double[] entropy = new double[2];
    double[] divergence = new double[2];
    double[] sums = new double[2];
    for (int row = 0; row < 2; row++) {
      for (double logit : logits[row]) {
        sums[row] += Math.exp(logit);
      }
      for (int k = 0; k < 3; k++) {
        double p = labels[row][k];
        double q = Math.exp(logits[row][k]) / sums[row];
        cross[row] -= p * Math.log(q);
        entropy[row] -= p * Math.log(p);
        divergence[row] += p * Math.log(p / q);
      }
    }
    assertThat(printed.numbers("cross entropy")).containsExactly(cross, within(1e-7));
    assertThat(printed.numbers("entropy of the labels")).containsExactly(entropy, within(ROUNDING));
    assertThat(printed.numbers("Kullback-Leibler divergence"))
        .containsExactly(divergence, within(1e-7));
    double[] weighted = {(Math.log(sums[0]) - 6 + 3 * Math.log(sums[1])) / 4};
    assertThat(printed.numbers("weighted mean")).containsExactly(weighted, within(1e-7));
  }

  @Test
  void the_slope_of_log_cosh_is_tanh() throws Exception {
    Printed printed = printed();
    double[] slopes = {Math.tanh(0.5), Math.tanh(-2), Math.tanh(8)};
    double[] values = {
      Math.log(Math.cosh(0.5)), Math.log(Math.cosh(2)), Math.log(Math.cosh(8)),
    };
    assertThat(printed.numbers("log cosh")).containsExactly(values, within(1e-6));
    assertThat(printed.numbers("its slope")).containsExactly(slopes, within(ROUNDING));
    assertThat(printed.numbers("tanh")).containsExactly(slopes, within(ROUNDING));
  }
}
