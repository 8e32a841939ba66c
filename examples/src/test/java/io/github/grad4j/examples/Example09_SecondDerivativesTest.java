package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The minimum that another method found, to as many digits as are printed. */
class Example09_SecondDerivativesTest {

  @Test
  void finds_the_minimum_in_seven_steps() throws Exception {
    Printed printed = Printed.by(() -> Example09_SecondDerivatives.main(new String[0]));
    // By L-BFGS and Newton's method in 80-bit arithmetic.
    double[] step = printed.numbers("step 7");
    assertThat(step[0]).isCloseTo(0.24367722664938243, within(1e-12));
    assertThat(step[1]).isLessThan(1e-10);
    double[] weights = {
      -0.9762176682801517, 0.49133218065594547, 0.48488549762420563,
      1.0400858848909713, -0.3742309974435825, -0.665854887447391,
      -1.69369153872248, -0.24272670043719544, 1.936418239159675,
      -1.586262687335337, -0.7128888159702735, 2.2991515033056076
    };
    double[] biases = {-0.23591485754889568, 1.7913615438600106, -1.555446686311115};
    assertThat(printed.numbers("weights")).containsExactly(weights, within(1e-7));
    assertThat(printed.numbers("biases")).containsExactly(biases, within(1e-7));
  }

  @Test
  void each_step_doubles_the_right_digits_in_the_end() throws Exception {
    Printed printed = Printed.by(() -> Example09_SecondDerivatives.main(new String[0]));
    double before = printed.numbers("step 5")[1];
    double after = printed.numbers("step 6")[1];
    double last = printed.numbers("step 7")[1];
    // Quadratic convergence: the next norm is some factor of the norm squared.
    double factor = after / (before * before);
    assertThat(last / (after * after)).isBetween(factor / 10, factor * 10);
    assertThat(printed.numbers("H times ones, biases")).containsExactly(3, 3, 3);
  }
}
