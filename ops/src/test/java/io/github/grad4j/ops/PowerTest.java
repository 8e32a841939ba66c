package io.github.grad4j.ops;

import static io.github.grad4j.ops.Pow.pow;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import org.junit.jupiter.api.Test;

/** By hand, and IEEE 754. */
class PowerTest {
  @Test
  void raises_each_element_to_one_number() {
    assertThat(Elements.valuesOf(pow(Elements.doubles(-2, 0, 1e100), 3)))
        .containsExactly(-8, 0, 1e300);
    assertThat(Elements.valuesOf(pow(Elements.doubles(4, -2), 0.5))).containsExactly(2, Double.NaN);
  }

  @Test
  void has_no_derivative_to_the_power_of_zero_not_even_at_zero() {
    Tensor y = pow(Elements.doubles(0), 0);
    assertThat(Elements.only(y)).isEqualTo(1);
    assertThat(new Power(0).partials((Node) y).get(0).isNone()).isTrue();
  }

  @Test
  void has_a_derivative_whose_exponent_is_written_without_rounding() {
    assertThat(new Power(1.3).notation().derivatives().get(0).local())
        .isEqualTo("1.3 \\cdot #x^{0.3}");
    assertThat(new Power(-2).notation().derivatives().get(0).local())
        .isEqualTo("-2 \\cdot #x^{-3}");
    assertThat(new Power(1e-5).notation().value()).isEqualTo("#x^{1 \\cdot 10^{-5}}");
  }

  @Test
  void is_written_pow() {
    assertThat(pow(Elements.doubles(2), 3).toString()).startsWith("pow DOUBLE[1]");
  }
}
