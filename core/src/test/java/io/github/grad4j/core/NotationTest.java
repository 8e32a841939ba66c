package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Notation.Symbols;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NotationTest {
  private static final Symbols AB =
      new Symbols(List.of("a", "b"), List.of("p", "q"), "y", "\\bar{y}");

  private static Symbols x(String x) {
    return new Symbols(List.of("x"), List.of(x), "y", "\\bar{y}");
  }

  @Test
  void placeholders_stand_for_inputs_output_and_cotangent() {
    Notation notation =
        Notation.of("\\frac{#a}{#b}").slope("\\frac{1}{#b}").adjoint("-\\frac{#out}{#b}", "#bar!");
    assertThat(notation.value(AB)).isEqualTo("\\frac{p}{q}");
    assertThat(notation.local(0, AB)).isEqualTo("\\frac{1}{q}");
    assertThat(notation.pulled(0, AB)).isEqualTo("\\bar{y} \\cdot \\frac{1}{q}");
    assertThat(notation.local(1, AB)).isEqualTo("-\\frac{y}{q}");
    assertThat(notation.pulled(1, AB)).isEqualTo("\\bar{y}!");
  }

  @Test
  void all_inputs_are_joined_and_share_the_last_derivative() {
    Symbols three = new Symbols(List.of(), List.of("p", "-2", "r"), "y", "c");
    assertThat(Notation.of("#( + )").value(three)).isEqualTo("p + (-2) + r");
    assertThat(Notation.of("f(#(, ))").value(three)).isEqualTo("f(p, -2, r)");
    assertThat(Notation.of("#( + )").slope("1").pulled(2, three)).isEqualTo("c");
  }

  @Test
  void a_slope_that_is_a_sum_is_multiplied_as_a_whole() {
    assertThat(Notation.of("f").slope("1 + #x^{2}").pulled(0, x("x")))
        .isEqualTo("\\bar{y} \\cdot (1 + x^{2})");
    assertThat(Notation.of("f").slope("\\frac{1}{1 + #x}").pulled(0, x("x")))
        .isEqualTo("\\bar{y} \\cdot \\frac{1}{1 + x}");
    assertThat(Notation.of("f").slope("-1").pulled(0, x("x"))).isEqualTo("-\\bar{y}");
    assertThat(Notation.of("f").none().pulled(0, x("x"))).isEqualTo("0");
  }

  @Test
  void a_number_is_put_into_parentheses_where_it_could_be_misread() {
    assertThat(Notation.of("#x^{2}").value(x("-3"))).isEqualTo("(-3)^{2}");
    assertThat(Notation.of("e^{#x}").value(x("-3"))).isEqualTo("e^{-3}");
    assertThat(Notation.of("\\ln(#x)").value(x("-3"))).isEqualTo("\\ln(-3)");
    assertThat(Notation.of("e^{-#x}").value(x("-3"))).isEqualTo("e^{-(-3)}");
    assertThat(Notation.of("#x + 1").value(x("-3"))).isEqualTo("-3 + 1");
    assertThat(Notation.of("1 - #x").value(x("-3"))).isEqualTo("1 - (-3)");
    assertThat(Notation.of("1 - #x").value(x("-\\infty"))).isEqualTo("1 - (-\\infty)");
    assertThat(Notation.of("1 - #x").value(x("-\u221e"))).isEqualTo("1 - (-\u221e)");
    assertThat(Notation.of("2 \\cdot #x").value(x("3.5"))).isEqualTo("2 \\cdot 3.5");
    assertThat(Notation.of("#x^{2}").value(x("2 \\cdot 10^{-5}")))
        .isEqualTo("(2 \\cdot 10^{-5})^{2}");
    assertThat(Notation.of("#x^{2}").value(x("v_{3}"))).isEqualTo("v_{3}^{2}");
  }

  @Test
  void without_derivatives_they_are_written_in_general() {
    Notation notation = Notation.named("myOp");
    assertThat(notation.value(AB)).isEqualTo("\\mathrm{myOp}(p, q)");
    assertThat(notation.local(1, AB)).isEqualTo("\\frac{\\partial y}{\\partial q}");
    assertThat(notation.pulled(1, AB))
        .isEqualTo("(\\frac{\\partial y}{\\partial q})^{\\top} \\cdot \\bar{y}");
  }

  @Test
  void an_unknown_placeholder_is_the_ops_mistake() {
    assertThatThrownBy(() -> Notation.of("\\ln(#z)").value(AB))
        .isInstanceOf(OpException.class)
        .hasMessageContaining(
            "a notation has #z, which is none of the inputs [a, b], #out or #bar; correct the op's"
                + " notation");
  }
}
