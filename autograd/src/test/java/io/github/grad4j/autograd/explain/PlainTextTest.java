package io.github.grad4j.autograd.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\frac{1}{x}; 1/x",
        "\\frac{1}{1 + e^{-x}}; 1/(1 + e^-x)",
        "\\frac{1}{(1 + \\lvert x \\rvert)^{2}}; 1/(1 + |x|)²",
        "\\frac{\\partial y}{\\partial x}; ∂y/∂x",
        "-\\frac{-3}{2^{2}}; -(-3)/2²",
        "\\frac{-3}{-2}; -3/(-2)",
        "\\frac{2}{\\sqrt{\\pi}} \\cdot e^{-x^{2}}; 2/√π · e^-x²",
        "\\sqrt{a + b}; √(a + b)",
        "x^{a + b}; x^(a + b)",
        "a^{\\top} b; aᵀ b",
        "\\sum_{\\text{axis 1}} x; Σ[axis 1] x",
        "\\mathrm{softmax}_{\\text{axis 1}}(x); softmax[axis 1](x)",
        "[x[j] \\text{ is a term of } y[i]]; [x[j] is a term of y[i]]",
        "\\lfloor x \\rfloor; ⌊x⌋",
        "[\\lnot c]; [¬c]",
        "[0 \\le x \\le 1]; [0 ≤ x ≤ 1]",
        "\\mathrm{reshape}_{2 \\times 3}(x); reshape[2 × 3](x)",
        "\\unheard{x}; unheardx"
      })
  void macros_become_signs(String latex, String text) {
    assertThat(PlainText.of(latex)).isEqualTo(text);
  }

  @Test
  void a_quoted_name_stays_as_it_is() {
    assertThat(PlainText.of("\\ln(" + PlainText.quoted("my_{w}^2\\x") + ")"))
        .isEqualTo("ln(my_{w}^2\\x)");
  }

  @Test
  void what_is_not_closed_ends_with_the_text() {
    assertThat(PlainText.of("\\frac{1}{x")).isEqualTo("1/x");
    assertThat(PlainText.of("x^")).isEqualTo("x^");
  }
}
