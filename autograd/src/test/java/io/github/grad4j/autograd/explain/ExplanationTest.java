package io.github.grad4j.autograd.explain;

import static io.github.grad4j.autograd.explain.Explanation.explain;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.check.Verdict;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.Range;
import io.github.grad4j.ops.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class ExplanationTest {
  /** A few roundings of numbers of magnitude 10 or less. */
  private static final double TOLERANCE = 1e-14;

  private static Variable scalar(String name, double value) {
    return variable(name, Constant.of(value));
  }

  private static ForwardStep forward(Explanation explanation, String name) {
    return explanation.forward().stream()
        .filter(step -> step.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static BackwardStep backward(Explanation explanation, String name) {
    return explanation.backward().stream()
        .filter(step -> step.name().text().equals(name + "'"))
        .findFirst()
        .orElseThrow();
  }

  private static void areClose(Numbers actual, double... expected) {
    assertThat(actual.elements()).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.at(i)).as("element %s", i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  /** The formula x·y + sin x of every textbook, at x = 2 and y = -3. */
  @Nested
  class OfTwoNumbers {
    private final Variable x = scalar("x", 2);
    private final Variable y = scalar("y", -3);
    private final Explanation explanation = explain(add(multiply(x, y), sin(x)), x, y);

    @Test
    void tells_what_each_op_computes() {
      areClose(forward(explanation, "%2").value(), -6);
      areClose(forward(explanation, "%3").value(), Math.sin(2));
      areClose(forward(explanation, "%4").value(), Math.sin(2) - 6);
      assertThat(forward(explanation, "%2").formula())
          .contains(new Formula("x \\cdot y", "x \u00b7 y"));
      assertThat(forward(explanation, "%2").numbers())
          .contains(new Formula("v_{2} = 2 \\cdot (-3) = -6", "%2 = 2 \u00b7 (-3) = -6"));
      assertThat(forward(explanation, "x").formula()).isEmpty();
    }

    @Test
    void tells_what_flows_back_and_sums_it() {
      areClose(backward(explanation, "%4").cotangent(), 1);
      areClose(backward(explanation, "y").cotangent(), 2);
      areClose(backward(explanation, "x").cotangent(), Math.cos(2) - 3);
      List<Contribution> parts = backward(explanation, "x").contributions();
      assertThat(parts).hasSize(2);
      areClose(parts.get(0).value(), Math.cos(2));
      areClose(parts.get(1).value(), -3);
      assertThat(parts.get(0).local()).isEqualTo(new Formula("\\cos(x)", "cos(x)"));
      assertThat(parts.get(0).derivative().latex())
          .isEqualTo("\\frac{\\partial v_{3}}{\\partial x}");
      assertThat(parts.get(1).formula())
          .isEqualTo(new Formula("\\bar{v}_{2} \\cdot y", "%2' \u00b7 y"));
      assertThat(parts.get(1).numbers()).contains(new Formula("1 \\cdot (-3)", "1 \u00b7 (-3)"));
    }

    @Test
    void puts_the_check_beside_each_gradient() {
      assertThat(explanation.gradients())
          .extracting(gradient -> gradient.name().text())
          .containsExactly("x", "y");
      areClose(explanation.gradients().get(0).gradient(), Math.cos(2) - 3);
      assertThat(explanation.gradients())
          .allSatisfy(
              gradient -> {
                assertThat(gradient.check().verdict()).isEqualTo(Verdict.RIGHT);
                assertThat(gradient.check().elements().get(0).numeric())
                    .isCloseTo(gradient.gradient().at(0), within(1e-9));
              });
    }

    @Test
    void renders_sums_with_their_parts() {
      assertThat(explanation.toString())
          .contains("x'(1) = %3' \u00b7 cos(x)", "x'(2) = %2' \u00b7 y", "x' = x'(1) + x'(2)");
      assertThat(explanation.markdown())
          .contains("\\bar{x} &= \\bar{x}^{(1)} + \\bar{x}^{(2)} \\cr\n &= -3.41615");
    }
  }

  /** Cross entropy term by term, of two examples and three classes. */
  @Nested
  class OfCrossEntropy {
    private static final double[] LABELS = {0, 0, 1, 0, 1, 0};
    private static final double[] LOGITS = {2, 0.5, 6, 0.1, 0, 3};

    /** The losses that TensorFlow gives, in FLOAT. */
    private static final double[] LOSSES = {0.02215516, 3.09967351};

    /** A unit in FLOAT's last place of a number from 2 to 4. */
    private static final double FLOAT_ROUNDING = 0x1p-22;

    private final Variable labels = variable("labels", Constant.of(LABELS, Shape.of(2, 3)));
    private final Variable logits = variable("logits", Constant.of(LOGITS, Shape.of(2, 3)));
    private final Tensor losses =
        negate(reduceSum(multiply(labels, log(softmax(logits, 1))), axes(1)));
    private final Explanation explanation = explain(reduceMean(losses), logits);

    private double[] probabilities() {
      double[] exps = Arrays.stream(LOGITS).map(Math::exp).toArray();
      double first = exps[0] + exps[1] + exps[2];
      double second = exps[3] + exps[4] + exps[5];
      return IntStream.range(0, 6).mapToDouble(i -> exps[i] / (i < 3 ? first : second)).toArray();
    }

    @Test
    void has_the_published_losses() {
      Numbers told = forward(explanation, "%6").value();
      assertThat(told.at(0)).isCloseTo(LOSSES[0], within(FLOAT_ROUNDING));
      assertThat(told.at(1)).isCloseTo(LOSSES[1], within(FLOAT_ROUNDING));
    }

    @Test
    void every_value_is_its_closed_form() {
      double[] p = probabilities();
      areClose(forward(explanation, "%2").value(), p);
      areClose(forward(explanation, "%3").value(), Arrays.stream(p).map(Math::log).toArray());
      areClose(forward(explanation, "%4").value(), 0, 0, Math.log(p[2]), 0, Math.log(p[4]), 0);
      areClose(forward(explanation, "%5").value(), Math.log(p[2]), Math.log(p[4]));
      areClose(forward(explanation, "%6").value(), -Math.log(p[2]), -Math.log(p[4]));
      areClose(forward(explanation, "%7").value(), -Math.log(p[2] * p[4]));
      areClose(forward(explanation, "%9").value(), -Math.log(p[2] * p[4]) / 2);
    }

    @Test
    void every_cotangent_is_its_closed_form() {
      double[] p = probabilities();
      areClose(backward(explanation, "%9").cotangent(), 1);
      areClose(backward(explanation, "%7").cotangent(), 0.5);
      areClose(backward(explanation, "%6").cotangent(), 0.5, 0.5);
      areClose(backward(explanation, "%5").cotangent(), -0.5, -0.5);
      areClose(backward(explanation, "%4").cotangent(), -0.5, -0.5, -0.5, -0.5, -0.5, -0.5);
      areClose(backward(explanation, "%3").cotangent(), 0, 0, -0.5, 0, -0.5, 0);
      areClose(backward(explanation, "%2").cotangent(), 0, 0, -0.5 / p[2], 0, -0.5 / p[4], 0);
      double[] gradient = IntStream.range(0, 6).mapToDouble(i -> (p[i] - LABELS[i]) / 2).toArray();
      areClose(backward(explanation, "logits").cotangent(), gradient);
      areClose(explanation.gradients().get(0).gradient(), gradient);
    }

    @Test
    void the_jacobian_of_softmax_is_its_closed_form() {
      double[] p = probabilities();
      Contribution softmax = backward(explanation, "logits").contributions().get(0);
      double[] jacobian = new double[36];
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          jacobian[6 * i + j] = i / 3 == j / 3 ? p[i] * ((i == j ? 1 : 0) - p[j]) : 0;
        }
      }
      areClose(softmax.slopes().orElseThrow(), jacobian);
      assertThat(softmax.local().latex()).isEqualTo("v_{2}[i] \\cdot (\\delta_{ij} - v_{2}[j])");
    }

    @Test
    void is_rendered_as_approved() throws IOException {
      String text = explanation.toString().replace(System.lineSeparator(), "\n");
      assertThat(withoutNoise(text)).isEqualTo(approved("crossEntropy.txt"));
      String graph = "```mermaid\n" + Graph.of(explanation.loss()).mermaid() + "```\n";
      assertThat(explanation.markdown()).contains(graph);
      assertThat(withoutNoise(explanation.markdown().replace(graph, "")))
          .isEqualTo(approved("crossEntropy.md"));
    }

    /** Which differences are the farthest is a matter of the last bits. */
    private static String withoutNoise(String page) {
      return page.replaceAll("\\[[0-9, ]+]: \\S+ beside \\S+ \u00b1 [0-9.e-]+", "...");
    }

    private String approved(String file) throws IOException {
      try (InputStream stream = ExplanationTest.class.getResourceAsStream("/explain/" + file)) {
        assertThat(stream).as(file).isNotNull();
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
      }
    }
  }

  @Test
  void softmax_taken_twice_shows_that_it_flattens() {
    Variable logits = variable("logits", Constant.of(new double[] {2, 0.5, 6}));
    Tensor twice = softmax(softmax(logits, 0), 0);
    Explanation explanation = explain(negate(log(slice(twice, 2))), logits);
    double[] exps = {Math.exp(2), Math.exp(0.5), Math.exp(6)};
    double sum = exps[0] + exps[1] + exps[2];
    double[] flat = Arrays.stream(exps).map(e -> Math.exp(e / sum)).toArray();
    double total = flat[0] + flat[1] + flat[2];
    areClose(forward(explanation, "%2").value(), flat[0] / total, flat[1] / total, flat[2] / total);
  }

  private static Tensor slice(Tensor x, int index) {
    return gather(x, Constant.of((long) index), 0);
  }

  @Test
  void a_broadcast_input_gets_the_sum() {
    Variable x = variable("x", Constant.of(new double[][] {{1, 2}, {3, 4}}));
    Variable b = variable("b", Constant.of(new double[] {10, 20}));
    Explanation explanation = explain(reduceSum(multiply(x, b)), b);
    Contribution part = backward(explanation, "b").contributions().get(0);
    assertThat(part.formula().text()).isEqualTo("\u03a3[axis 0] (%2' \u00b7 x)");
    areClose(part.value(), 4, 6);
    areClose(part.slopes().orElseThrow(), 1, 2, 3, 4);
  }

  @Test
  void a_broadcast_input_that_is_taken_away_gets_minus_the_sum() {
    Variable x = variable("x", Constant.of(new double[] {1, 2}));
    Variable b = variable("b", Constant.of(10.0));
    Explanation explanation = explain(reduceSum(square(subtract(x, b))), b);
    Contribution part = backward(explanation, "b").contributions().get(0);
    assertThat(part.formula().text()).isEqualTo("\u03a3[axis 0] (-%2')");
    assertThat(part.numbers().orElseThrow().text())
        .isEqualTo("\u03a3[axis 0] ([-18, -16] \u00b7 [-1, -1])");
    areClose(part.value(), 34);
  }

  @Test
  void a_node_without_elements_has_no_jacobian() {
    Variable x = variable("x", Constant.of(new double[] {1, 2}));
    Tensor none = Slice.slice(x, Range.range(2, 2));
    Explanation explanation = explain(add(reduceSum(x), reduceSum(none)), x);
    assertThat(backward(explanation, "x").contributions())
        .filteredOn(part -> part.node().equals(none))
        .hasSize(1)
        .allSatisfy(part -> assertThat(part.slopes()).isEmpty());
    areClose(explanation.gradients().get(0).gradient(), 1, 1);
  }

  @Test
  void a_matrix_product_is_told_by_its_adjoint() {
    Variable a = variable("A", Constant.of(new double[][] {{1, 2}}));
    Variable b = variable("B", Constant.of(new double[][] {{3}, {4}}));
    Explanation explanation = explain(reduceSum(matmul(a, b)), a, b);
    Contribution part = backward(explanation, "A").contributions().get(0);
    assertThat(part.formula()).isEqualTo(new Formula("\\bar{v}_{2} B^{\\top}", "%2' B\u1d40"));
    areClose(part.value(), 3, 4);
    areClose(backward(explanation, "B").cotangent(), 1, 2);
  }

  @Test
  void indices_are_told_where_a_page_has_them() {
    String entry = "i is an element of the output and j one of the input";
    String product = "Of a matrix product, [i, j] is an element of the output";
    String delta = "\u03b4 is 1 where its indices are equal";
    Variable x = variable("x[i]", Constant.of(new double[] {1, 2}));
    Variable number = scalar("x[j]", 2);
    Explanation none = explain(multiply(square(number), number), number);
    assertThat(none.toString()).doesNotContain(entry, product, delta);
    assertThat(none.markdown()).doesNotContain(entry, product, delta);
    Explanation sum = explain(reduceSum(x), x);
    assertThat(sum.toString()).contains(entry).doesNotContain("k is", product, delta);
    assertThat(explain(logSumExp(x), x).markdown()).contains(entry, "k is every j.");
    Explanation matmul = explain(matmul(x, x), x);
    assertThat(matmul.toString()).contains(product, delta).doesNotContain(entry);
    assertThat(matmul.markdown()).contains(product, delta).doesNotContain(entry);
  }

  @Test
  void cotangents_are_those_of_the_sweep_and_contributions_add_up_to_them() {
    Variable w = variable("w", Constant.of(new double[][] {{0.3, -0.7}, {1.1, 0.2}}));
    Tensor h = tanh(matmul(w, w));
    Tensor loss = reduceSum(square(add(multiply(h, w), exp(h))));
    Explanation explanation = explain(loss, w);
    for (BackwardStep step : explanation.backward()) {
      double[] swept = Autograd.gradient(loss, step.tensor()).evaluate().dup('c').data().asDouble();
      areClose(step.cotangent(), swept);
      for (int i = 0; i < swept.length && !step.contributions().isEmpty(); i++) {
        int element = i;
        double sum =
            step.contributions().stream().mapToDouble(part -> part.value().at(element)).sum();
        assertThat(sum).isCloseTo(swept[i], within(10 * TOLERANCE));
      }
    }
    assertThat(backward(explanation, "w").contributions()).hasSize(3);
  }

  @Test
  void inputs_take_their_values_from_the_map() {
    Input x = input("x", DataType.FLOAT, 2);
    Explanation explanation =
        explain(reduceSum(square(x)), List.of(x), Map.of(x, Constant.of(new float[] {1, -2})));
    areClose(explanation.gradients().get(0).gradient(), 2, -4);
    assertThat(explanation.gradients().get(0).check().verdict()).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void an_input_without_a_value_is_refused() {
    Input x = input("x", DataType.DOUBLE, 2);
    assertThatThrownBy(() -> explain(reduceSum(x), x))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("input x")
        .hasMessageContaining("has no value to be explained at; give it one in the map of inputs");
  }

  @Test
  void what_has_no_gradient_is_refused() {
    Variable x = variable("x", Constant.of(new double[] {1, 2}));
    assertThatThrownBy(() -> explain(x, x)).isInstanceOf(ShapeException.class);
    Constant whole = Constant.of(3L);
    assertThatThrownBy(() -> explain(reduceSum(x), whole)).isInstanceOf(TypeException.class);
  }

  @Test
  void constants_and_nodes_are_explained_and_checked_too() {
    Constant c = Constant.of(3.0);
    Tensor square = square(c);
    Explanation explanation = explain(multiply(square, c), c, square);
    areClose(explanation.gradients().get(0).gradient(), 27);
    areClose(explanation.gradients().get(1).gradient(), 3);
    assertThat(explanation.gradients())
        .allSatisfy(gradient -> assertThat(gradient.check().verdict()).isEqualTo(Verdict.RIGHT));
  }

  @Test
  void what_the_loss_does_not_depend_on_has_zeros() {
    Variable x = variable("x", Constant.of(new double[] {1, 2}));
    Variable other = variable("other", Constant.of(new double[] {1, 2}));
    Explanation explanation = explain(reduceSum(x), other);
    areClose(explanation.gradients().get(0).gradient(), 0, 0);
    assertThat(explanation.gradients().get(0).check().verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(explanation.toString()).contains("other' = [0, 0]");
    Explanation constant = explain(Constant.of(2.0), x);
    assertThat(constant.toString()).contains("%0 = 2");
  }

  @Test
  void only_what_may_have_a_derivative_is_told_backward() {
    Variable x = variable("x", Constant.of(new double[] {1, -2}));
    Explanation explanation = explain(reduceSum(where(greater(x, 0), x, floor(x))), x);
    assertThat(explanation.backward()).extracting(step -> step.name().text()).doesNotContain("%2'");
    areClose(explanation.gradients().get(0).gradient(), 1, 0);
    assertThat(explanation.toString()).contains("where(%2, x, %3)", "[true, false]");
  }

  @Test
  void names_that_two_leaves_share_are_numbers() {
    Variable x = scalar("x", 2);
    Variable another = scalar("x", 3);
    Explanation explanation = explain(multiply(x, another), x, another);
    assertThat(explanation.gradients())
        .extracting(gradient -> gradient.name().text())
        .containsExactly("%0", "%1");
  }

  @Test
  void names_are_not_those_of_nodes_and_break_no_line() {
    Variable v2 = scalar("v2", 2);
    Variable broken = scalar("a\nb", 3);
    Explanation explanation = explain(multiply(v2, broken), v2, broken);
    assertThat(forward(explanation, "%2").name().latex()).isEqualTo("v_{2}");
    assertThat(forward(explanation, "v2").name().latex()).isEqualTo("\\mathrm{v2}");
    assertThat(explanation.toString()).contains("  a\\u000ab = 3").doesNotContain("a\nb");
    assertThat(explanation.markdown()).contains("**`a\\u000ab`**").doesNotContain("a\nb");
  }

  @Test
  void a_bar_in_a_name_is_escaped_in_the_table_alone() {
    Variable bar = scalar("a|b", 2);
    assertThat(explain(square(bar), bar).markdown()).contains("**`a|b`**", "| `a\\|b` | `4` |");
  }

  @Test
  void an_op_without_a_notation_is_told_in_general() {
    Variable x = variable("x", Constant.of(new double[] {1, 2}));
    Explanation explanation = explain(reduceSum(new Halve().on(x)), x);
    assertThat(forward(explanation, "%1").formula())
        .contains(new Formula("\\mathrm{halve}(x)", "halve(x)"));
    assertThat(forward(explanation, "%1").numbers()).isEmpty();
    Contribution part = backward(explanation, "x").contributions().get(0);
    assertThat(part.local().text()).isEqualTo("\u2202%1/\u2202x");
    assertThat(part.formula().text()).isEqualTo("(\u2202%1/\u2202x)\u1d40 \u00b7 %1'");
    areClose(part.slopes().orElseThrow(), 0.5, 0, 0, 0.5);
    areClose(part.value(), 0.5, 0.5);
  }

  /** A user's op that says nothing of how it is written. */
  private record Halve() implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return () -> {
        for (int i = 0; i < output.shape().size(); i++) {
          output.set(i, inputs.get(0).get(i) / 2);
        }
      };
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.symmetric(t -> multiply(t, 0.5)));
    }
  }

  @Test
  void markdown_has_nothing_that_it_would_mangle() {
    Variable odd = variable("my_w*|`$<x>", Constant.of(new double[] {1, 2}));
    Variable w1 = variable("w_1", Constant.of(new double[] {3, 4}));
    String markdown = explain(reduceSum(multiply(softmax(odd, 0), w1)), odd, w1).markdown();
    boolean inMath = false;
    for (String line : markdown.lines().toList()) {
      inMath ^= line.equals("$$");
      if (inMath && !line.equals("$$")) {
        assertThat(line).doesNotContainPattern("[*<>|`$]|[^A-Za-z0-9 ]_\\S|\\\\[^A-Za-z]");
      }
    }
    assertThat(markdown).contains("w_{1}").doesNotContain("operatorname");
  }

  @Test
  void a_plan_and_the_variables_are_left_alone() {
    Variable x = scalar("x", 2);
    try (Plan plan = Plan.of(square(x))) {
      explain(square(x), x);
      assertThat(plan.run()).isNotNull();
    }
    assertThat(x.value().getDouble(0)).isEqualTo(2);
  }
}
