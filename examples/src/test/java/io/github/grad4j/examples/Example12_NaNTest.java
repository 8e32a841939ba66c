package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The story begins where the logarithm of 0 is taken, and the fused loss has none. */
class Example12_NaNTest {

  @Test
  void the_logarithm_of_0_is_named_and_the_fused_loss_is_finite() throws Exception {
    Printed printed = Printed.by(() -> Example12_NaN.main(new String[0]));
    assertThat(printed.lines().get(0)).isEqualTo("loss is NaN:");
    assertThat(printed.lines().get(1)).startsWith("  log at").endsWith("-> -Infinity");
    assertThat(printed.lines())
        .anyMatch(line -> line.startsWith("  divide in the derivative of log"))
        .endsWith("with the fused loss all is finite: true");
  }
}
