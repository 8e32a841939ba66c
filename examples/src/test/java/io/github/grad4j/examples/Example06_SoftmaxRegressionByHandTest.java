package io.github.grad4j.examples;

import static io.github.grad4j.examples.Printed.ROUNDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The losses of gradient descent against a run of another library. */
class Example06_SoftmaxRegressionByHandTest {

  @Test
  void descends_as_another_library_does() throws Exception {
    Printed printed = Printed.by(() -> Example06_SoftmaxRegressionByHand.main(new String[0]));
    assertThat(printed.numbers("loss").clone())
        .containsExactly(new double[] {Math.log(3)}, within(1e-7));
    // Full-batch gradient descent with learning rate 0.1 in PyTorch, float64.
    assertThat(printed.numbers("loss after 1 step"))
        .containsExactly(new double[] {1.0068085511767968}, within(1e-7));
    assertThat(printed.numbers("loss after 100 steps"))
        .containsExactly(new double[] {0.32871824560759466}, within(ROUNDING));
    // Counted with NumPy after the same descent.
    assertThat(printed.numbers("right")).containsExactly(136);
  }

  @Test
  void paper_and_machine_agree() throws Exception {
    Printed printed = Printed.by(() -> Example06_SoftmaxRegressionByHand.main(new String[0]));
    assertThat(printed.text("agree on w to 1e-14")).isEqualTo("true");
    assertThat(printed.text("agree on b to 1e-14")).isEqualTo("true");
  }
}
