package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The op against its closed forms, and the check of it. */
class Example11_YourOwnOpTest {

  @Test
  void values_and_slopes_are_the_closed_forms() throws Exception {
    Printed printed = Printed.by(() -> Example11_YourOwnOp.main(new String[0]));
    // At -1.5, 0 and 1.5 the root of x^2 + 4 is 2.5, 2 and 2.5; at -1e9 it is 1e9 and 2e-9.
    assertThat(printed.numbers("as a formula")).containsExactly(0, 0.5, 1, 2);
    assertThat(printed.numbers("as an op")).containsExactly(1e-9, 0.5, 1, 2);
    assertThat(printed.numbers("slope")).containsExactly(1e-18, 0.2, 0.5, 0.8);
    assertThat(printed.numbers("second derivative")).containsExactly(2e-27, 0.128, 0.25, 0.128);
    assertThat(printed.numbers("twice the slope, forward")).containsExactly(1e-9, 0.4, 1, 1.6);
    assertThat(printed.numbers("complaints")).containsExactly(0);
    assertThat(printed.text("the slip is found by")).isEqualTo("[FIRST_ORDER, SECOND_ORDER]");
  }
}
