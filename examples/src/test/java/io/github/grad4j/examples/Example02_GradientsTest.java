package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The derivatives are those of calculus. */
class Example02_GradientsTest {

  @Test
  void derivatives_are_those_of_calculus() throws Exception {
    Printed printed = Printed.by(() -> Example02_Gradients.main(new String[0]));
    assertThat(printed.numbers("loss = sum x^3")).containsExactly(1 + 8 + 27);
    assertThat(printed.numbers("gradient = 3 x^2")).containsExactly(3, 12, 27);
    assertThat(printed.numbers("second derivative = 6 x")).containsExactly(6, 12, 18);
    assertThat(printed.numbers("third derivative = 6")).containsExactly(6, 6, 6);
    assertThat(printed.numbers("d(a.b)/da = b")).containsExactly(5, 7);
    assertThat(printed.numbers("d(a.b)/db = a")).containsExactly(2, 3);
    assertThat(printed.numbers("by what is not used")).containsExactly(0);
  }

  @Test
  void products_with_the_jacobian_are_those_of_matrices() throws Exception {
    Printed printed = Printed.by(() -> Example02_Gradients.main(new String[0]));
    // y_i = x_i s with s = 6: by x_j it is s where i = j, and x_i everywhere.
    double[] rows = {6 + 1, 1, 1, 2, 6 + 2, 2, 3, 3, 6 + 3};
    assertThat(printed.numbers("Jacobian")).containsExactly(rows);
    assertThat(printed.numbers("pushed forward")).containsExactly(7 - 1, 2 - 2, 3 - 9);
    assertThat(printed.numbers("pulled back")).containsExactly(7 - 3, 1 - 3, 1 - 9);
  }
}
