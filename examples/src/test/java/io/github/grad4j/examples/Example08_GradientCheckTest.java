package io.github.grad4j.examples;

import static io.github.grad4j.examples.Printed.ROUNDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The check passes what is right, and nothing else. */
class Example08_GradientCheckTest {

  @Test
  void tells_right_from_wrong() throws Exception {
    Printed printed = Printed.by(() -> Example08_GradientCheck.main(new String[0]));
    double[] gradient = printed.numbers("gradient");
    assertThat(printed.numbers("chords")).containsExactly(gradient, within(1e-8));
    assertThat(printed.text("agree to 1e-8")).isEqualTo("true");
    assertThat(printed.text("agree to 1e-8 for h = 0.1")).isEqualTo("false");
    assertThat(printed.text("agree to 1e-8 for h = 1e-12")).isEqualTo("false");
    // The forgotten half, of the largest element.
    double largest = 0.5 * (1 - 1 / (Math.exp(0.1) + 1 + Math.exp(3)));
    assertThat(printed.numbers("wrong by"))
        .containsExactly(new double[] {largest}, within(ROUNDING));
  }

  @Test
  void a_sum_of_a_softmax_tells_nothing() throws Exception {
    Printed printed = Printed.by(() -> Example08_GradientCheck.main(new String[0]));
    assertThat(printed.text("vain: 0 to 1e-15")).isEqualTo("true");
    assertThat(printed.numbers("its chords"))
        .containsExactly(printed.numbers("telling"), within(1e-8));
  }

  @Test
  void names_the_wrong_op_and_tells_a_kink() throws Exception {
    Printed printed = Printed.by(() -> Example08_GradientCheck.main(new String[0]));
    assertThat(printed.text("right")).isEqualTo("true");
    assertThat(printed.text("verdict")).isEqualTo("WRONG");
    assertThat(printed.text("because of")).startsWith("logistic at Example08_GradientCheck.java:");
    assertThat(printed.text("verdict on relu")).isEqualTo("KINK");
    // The logit that is 0.
    assertThat(printed.text("at element")).isEqualTo("[1, 1]");
  }
}
