package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import org.junit.jupiter.api.Test;

/** Every number can be told without a computer. */
class Example01_FormulasTest {

  @Test
  void formulas_have_the_values_of_arithmetic() throws Exception {
    Printed printed = Printed.by(() -> Example01_Formulas.main(new String[0]));
    assertThat(printed.text("y is")).isEqualTo("DOUBLE[2, 3]");
    assertThat(printed.numbers("y")).containsExactly(2, 5, 10, 17, 26, 37);
    assertThat(printed.numbers("y * weights")).containsExactly(2, 50, 1000, 17, 260, 3700);
    assertThat(printed.numbers("sum of all")).containsExactly(97);
    assertThat(printed.numbers("sum of each column")).containsExactly(19, 31, 47);
    double[] means = {17 / 3.0, 80 / 3.0};
    assertThat(printed.numbers("mean of each row")).containsExactly(means, withPrecision(1e-6));
    assertThat(printed.text("y + pair is refused:")).isEqualTo("ShapeException");
  }
}
