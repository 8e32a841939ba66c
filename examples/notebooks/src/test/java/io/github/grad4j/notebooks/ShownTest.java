package io.github.grad4j.notebooks;

import static io.github.grad4j.autograd.explain.Explanation.explain;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.autograd.check.OpCheck;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.explain.Explanation;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import io.github.grad4j.examples.Digits;
import io.github.grad4j.examples.Iris;
import io.github.grad4j.examples.Squareplus;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** What is to be seen of values. */
class ShownTest {
  @Test
  void a_matrix_is_a_table_of_its_values() {
    Tensor matrix = divide(constant(new double[][] {{1, 2}, {-1, 0}}), 3);
    Shown shown = Shown.of(matrix);
    assertThat(shown.text()).isEqualTo("[[0.33333333, 0.66666667],\n [-0.33333333, 0]]");
    assertThat(shown.html())
        .hasValue(
            "<table><tr><td>0.33333333</td><td>0.66666667</td></tr>"
                + "<tr><td>-0.33333333</td><td>0</td></tr></table>");
    assertThat(shown.picture()).isEmpty();
  }

  @Test
  void numbers_are_written_as_people_do() {
    assertThat(Shown.of(constant(new double[] {1e-9, 1.5e30, 0.1, 100})).text())
        .isEqualTo("[1e-9, 1.5e30, 0.1, 100]");
    assertThat(Shown.of(log(constant(new double[] {0, -1}))).text()).isEqualTo("[-∞, NaN]");
    assertThat(Shown.of(constant(new long[] {3, -4})).text()).isEqualTo("[3, -4]");
    assertThat(Shown.of(constant(new boolean[] {true, false})).text()).isEqualTo("[true, false]");
    assertThat(Shown.of(constant(2.0)).text()).isEqualTo("2");
    assertThat(Shown.of(0.1 + 0.2).text()).isEqualTo("0.3");
  }

  @Test
  void a_large_tensor_is_cut() {
    Shown shown = Shown.of(broadcastTo(constant(1.5), io.github.grad4j.core.Shape.of(2, 100, 100)));
    assertThat(shown.text()).hasSizeLessThan(2_000).contains("…");
    assertThat(shown.html().orElseThrow()).hasSizeLessThan(10_000).contains("DOUBLE[2, 100, 100]");
  }

  @Test
  void an_input_that_was_not_fed_has_no_value() {
    Tensor x = input("x", DataType.DOUBLE, 2);
    assertThat(Shown.of(exp(x)).text()).contains("exp").endsWith("before its inputs are fed");
  }

  @Test
  void a_title_stands_in_front() {
    assertThat(Shown.of(constant(2.0)).titled("loss").text()).isEqualTo("loss: 2");
    assertThat(Shown.of(constant(2.0)).titled("a < b").html()).hasValue("<b>a &lt; b</b>: 2");
    assertThat(Shown.of(constant(new double[] {1, 2})).titled("x").text()).isEqualTo("x:\n[1, 2]");
  }

  @Test
  void a_plan_is_its_program() {
    Variable x = variable("x", constant(new double[] {1, 2}));
    try (Plan plan = Plan.of(exp(x))) {
      assertThat(Shown.of(plan).text()).startsWith("1 kernel").contains("Exp(x)");
    }
  }

  @Test
  void an_exception_is_its_message() {
    ShapeException thrown = new ShapeException("no");
    assertThat(Shown.of(thrown).text()).startsWith("ShapeException: no");
  }

  @Test
  void reports_are_tables() {
    Variable x = variable("x", constant(new double[] {1, 2}));
    Shown gradients = Shown.of(GradientCheck.of(reduceSum(square(x))).check());
    assertThat(gradients.text()).contains("verdict", "RIGHT");
    assertThat(gradients.html().orElseThrow()).contains("<td>RIGHT</td>");
    Shown op = Shown.of(OpCheck.of(new Squareplus()).check());
    assertThat(op.html().orElseThrow()).contains("<td>matrix</td>", "<td>holds</td>");
  }

  @Test
  void a_history_is_a_curve_without_times() {
    History.Epoch epoch =
        new History.Epoch(
            1, 0.5, OptionalDouble.of(0.6), Map.of("accuracy", 0.9), OptionalDouble.of(12.34));
    Shown shown = Shown.of(new History(List.of(epoch), History.End.ALL_EPOCHS));
    assertThat(shown.picture()).isPresent();
    assertThat(shown.text()).contains("0.50000", "0.60000", "0.90000").doesNotContain("12.34");
  }

  @Test
  void examples_are_a_table_or_pictures() {
    Shown flowers = Shown.of(Iris.load());
    assertThat(flowers.html().orElseThrow()).contains("<td>5.1</td>").contains("150 examples");
    Shown digits = Shown.of(Digits.load());
    assertThat(digits.picture()).isPresent();
    assertThat(digits.text()).contains("1797 examples", "images 0 (0), 1 (1), 2 (2)");
  }

  @Test
  void features_without_names_have_numbers() {
    Dataset examples = Dataset.ofClasses(new double[][] {{1, 2}, {3, 4}}, new long[] {0, 1});
    assertThat(Shown.of(examples).text()).contains("0  1  class\n1  2      0\n3  4      1");
  }

  @Test
  void a_confusion_matrix_is_a_table_with_its_diagonal() {
    ConfusionMatrix confusion = ConfusionMatrix.of(new long[] {0, 0, 1}, new long[] {0, 1, 1}, 2);
    assertThat(Shown.of(confusion).text())
        .isEqualTo("label \\ told  0  1\n           0  1  1\n           1  ·  1");
  }

  @Test
  void columns_stand_side_by_side() {
    Columns columns =
        Columns.of("x", constant(new double[] {1, 0.5})).and("n", constant(new long[] {3, 4}));
    assertThat(columns).hasToString("  x  n\n  1  3\n0.5  4");
    assertThatThrownBy(() -> columns.and("y", constant(new double[] {1})))
        .hasMessage("columns are of one length, but x has 2 rows and y 1");
  }

  @Test
  void a_chart_tells_its_numbers() {
    Lines lines =
        new Lines("Squares", "x", "y")
            .over(-2, 2)
            .curve("x²", x -> square(x))
            .slope("2x", x -> square(x));
    Shown shown = Shown.of(lines);
    assertThat(shown.text())
        .startsWith("chart \"Squares\"\n  x²: ")
        .contains("from (-2, 4) to (2, 4), lowest (0, 0), highest (-2, 4)")
        .contains("from (-2, -4) to (2, 4)");
    assertThat(shown.picture()).isPresent();
  }

  @Test
  void a_surface_tells_its_heights_and_where_ways_end() {
    Surface surface =
        new Surface("Bowl", "x", "y", new double[] {-1, 1, -1, 1}, (x, y) -> x * x + y * y)
            .path("down", List.of(new Surface.Point(1, 0.5), new Surface.Point(0, 0.25)));
    // In the middles of squares of 0.01: 2 · 0.005² and 2 · 0.995².
    assertThat(surface.toString())
        .startsWith("surface \"Bowl\"\n  from 5e-5 to 1.9801")
        .endsWith("down: 1 steps, to (0, 0.25)");
    assertThat(Shown.of(surface).picture()).isPresent();
  }

  @Test
  void an_explanation_is_formulas_and_a_graph() {
    Variable x = variable("x", constant(3.0));
    Explanation explanation = explain(square(x), x);
    Shown formulas = Shown.of(explanation);
    assertThat(formulas.text()).contains("Forward", "Backward");
    assertThat(formulas.markdown().orElseThrow())
        .contains("#### Forward", "$$")
        .doesNotContain("mermaid");
    Shown graph = Shown.of(Wiring.of(explanation));
    assertThat(graph.text()).contains("x: 3 ← 6", "square: 9 ← 1");
    assertThat(graph.picture()).isPresent();
  }

  @Test
  void lines_of_cells_are_left_out() {
    assertThat(Shown.text("Exp(x) DOUBLE[2] at $JShell$12B.java:16, fused").text())
        .isEqualTo("Exp(x) DOUBLE[2], fused");
  }

  @Test
  void the_kernel_finds_all_of_this() {
    DisplayProvider provider = ServiceLoader.load(DisplayProvider.class).findFirst().orElseThrow();
    Tensor tensor = constant(new double[] {1, 2});
    DisplayRenderer renderer =
        provider.getDisplayRenderers().stream()
            .filter(r -> r.rendererClass().isInstance(tensor))
            .findFirst()
            .orElseThrow();
    DisplayData data = renderer.render(null, tensor);
    assertThat(data.data()).containsEntry("text/plain", "[1, 2]").containsKey("text/html");
  }
}
