package user.model;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.ops.Losses.sparseSoftmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.addN;
import static io.github.grad4j.ops.Ops.constant;
import static io.github.grad4j.ops.Ops.exp;
import static io.github.grad4j.ops.Ops.greater;
import static io.github.grad4j.ops.Ops.input;
import static io.github.grad4j.ops.Ops.log;
import static io.github.grad4j.ops.Ops.matmul;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.reduceMean;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.relu;
import static io.github.grad4j.ops.Ops.reshape;
import static io.github.grad4j.ops.Ops.tanh;
import static io.github.grad4j.ops.Ops.variable;
import static io.github.grad4j.ops.Ops.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grad4j.autograd.explain.Graph;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class GraphTest {
  private final Variable w = variable("w", constant(new double[][] {{1, 2}, {3, 4}}));
  private final Variable b = variable("b", constant(new double[] {0.5, -0.5}));
  private final Input x = input("x", DataType.DOUBLE, 3, 2);
  private final Input labels = input("labels", DataType.INT64, 3);
  private final Tensor loss =
      reduceMean(sparseSoftmaxCrossEntropyWithLogits(labels, add(matmul(x, w), b)));

  static JsonNode read(Graph graph) throws Exception {
    return new ObjectMapper().readTree(graph.json()).get("boxes");
  }

  static JsonNode box(JsonNode boxes, String title) {
    return StreamSupport.stream(boxes.spliterator(), false)
        .filter(box -> box.get("title").asText().equals(title))
        .findFirst()
        .orElseThrow();
  }

  static List<Integer> inputs(JsonNode box) {
    List<Integer> inputs = new ArrayList<>();
    box.get("inputs").forEach(input -> inputs.add(input.asInt()));
    return inputs;
  }

  static int tensors(JsonNode boxes) {
    return StreamSupport.stream(boxes.spliterator(), false)
        .mapToInt(box -> box.get("tensors").asInt())
        .sum();
  }

  private static List<Double> numbers(JsonNode amount) {
    List<Double> numbers = new ArrayList<>();
    amount.get("numbers").forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  /** Arrows go from boxes that stand before to boxes that stand behind. */
  private static void requireOrder(JsonNode boxes) {
    Set<Integer> before = new HashSet<>();
    for (JsonNode box : boxes) {
      assertThat(before).containsAll(inputs(box));
      assertThat(before.add(box.get("id").asInt())).isTrue();
    }
  }

  @Nested
  class Formulas {
    @Test
    void are_numbered_and_named_as_they_are_printed() throws Exception {
      List<String> printed = Tensors.print(loss).lines().toList();
      JsonNode boxes = read(Graph.of(loss));
      assertThat(boxes).hasSameSizeAs(printed);
      for (int i = 0; i < printed.size(); i++) {
        JsonNode box = boxes.get(i);
        String kind = box.get("kind").asText();
        String inputs = inputs(box).stream().map(input -> "%" + input).toList().toString();
        String what =
            kind.equals("op")
                ? box.get("title").asText() + inputs.replace("[", "(").replace("]", ")")
                : kind;
        assertThat(printed.get(i)).startsWith("%" + box.get("id").asInt() + " = " + what);
        assertThat(printed.get(i)).contains(box.get("results").get(0).get("type").asText());
        if (kind.equals("op")) {
          assertThat(printed.get(i)).endsWith(box.get("where").get(0).asText());
        }
      }
    }

    @Test
    void show_a_tensor_once_however_often_it_is_used() throws Exception {
      Tensor e = exp(b);
      JsonNode boxes = read(Graph.of(multiply(e, e), add(e, b)));
      assertThat(boxes).hasSize(4);
      assertThat(inputs(box(boxes, "multiply"))).containsExactly(1, 1);
      assertThat(inputs(box(boxes, "add"))).containsExactly(1, 0);
      requireOrder(boxes);
    }

    @Test
    void mark_each_output_once_even_one_that_others_read() throws Exception {
      Tensor e = exp(b);
      JsonNode boxes = read(Graph.of(e, log(e), e, b));
      assertThat(boxes)
          .extracting(box -> box.get("results").get(0).get("output").asBoolean())
          .containsExactly(true, true, true);
      String dot = Graph.of(e, log(e), e, b).dot();
      assertThat(dot.split("peripheries=2", -1)).hasSize(4);
      String text = Graph.of(e, log(e)).text();
      assertThat(text.lines()).contains("outputs: %1, %2");
    }

    @Test
    void have_dashed_arrows_where_no_derivative_comes_back() {
      Tensor y = where(greater(b, constant(0.0)), b, exp(b));
      Graph graph = Graph.of(y);
      // %0 = b, %1 = constant, %2 = greater, %3 = exp, %4 = where
      assertThat(graph.mermaid()).contains("n2 -.-> n4", "n0 --> n4", "n3 --> n4");
      assertThat(graph.dot()).contains("n2 -> n4 [style=dashed]\n", "n0 -> n4\n");
      assertThat(Graph.of(loss).mermaid()).contains("n0 -.-> n6");
    }

    @Test
    void add_up_in_the_table() {
      List<String> lines = Graph.of(loss).text().lines().toList();
      assertThat(lines.get(0)).startsWith("name  op ");
      assertThat(lines).anyMatch(line -> line.matches("%2 +variable w +DOUBLE\\[2, 2] +4 +32"));
      assertThat(lines)
          .anyMatch(
              line ->
                  line.matches("%3 +matmul +DOUBLE\\[3, 2] +%1, %2 +48 +at GraphTest.java:\\d+"));
      // Inputs 24 + 48, variables 32 + 16, two matrices of 48, losses 24, and three numbers.
      assertThat(lines)
          .containsSequence(
              "10 tensors: 2 inputs, 2 variables, 1 constant, 5 ops",
              "6 parameters; values take 264 bytes",
              "outputs: %9");
    }

    @Test
    void may_be_leaves_or_none() throws Exception {
      assertThat(read(Graph.of(b))).hasSize(1);
      assertThat(read(Graph.of(List.of()))).isEmpty();
      assertThat(Graph.of(List.of()).folded(2).text().lines()).contains("outputs: ");
    }

    @Test
    void tell_the_value_of_a_constant_that_is_a_number() {
      Graph graph = Graph.of(add(constant(2.5), constant(new double[] {1, 2})));
      assertThat(graph.mermaid()).contains("(\"%0 constant 2.5<br>DOUBLE[]\")");
      assertThat(graph.mermaid()).contains("(\"%1 constant<br>DOUBLE[2]\")");
    }
  }

  @Nested
  class Numbers {
    @Test
    void are_computed_on_request() throws Exception {
      Tensor y = reduceSum(multiply(b, b));
      Graph graph = Graph.of(y).withValues().withGradients(y, List.of(b, ((Node) y).input(0)));
      JsonNode boxes = read(graph);
      JsonNode variable = box(boxes, "b").get("results").get(0);
      assertThat(numbers(variable.get("value"))).containsExactly(0.5, -0.5);
      assertThat(numbers(variable.get("gradient"))).containsExactly(1.0, -1.0);
      JsonNode product = box(boxes, "multiply").get("results").get(0);
      assertThat(numbers(product.get("value"))).containsExactly(0.25, 0.25);
      assertThat(numbers(product.get("gradient"))).containsExactly(1.0, 1.0);
      assertThat(box(boxes, "reduceSum").get("results").get(0).has("gradient")).isFalse();
      assertThat(graph.mermaid()).contains("<br>= [0.5, -0.5]<br>∂ [1, -1]");
      assertThat(graph.text()).containsPattern("\\[0.25, 0.25] +\\[1, 1]");
      assertThat(graph.text().lines().findFirst().get()).contains("value", "gradient");
      assertThat(Graph.of(y).text().lines().findFirst().get()).doesNotContain("value", "grad");
    }

    @Test
    void of_inputs_come_from_a_fed_plan() throws Exception {
      try (Plan plan = Plan.of(loss)) {
        plan.feed(x, new double[6]).feed(labels, new long[] {0, 1, 1});
        Graph graph = Graph.of(loss).withValues(plan).withGradients(loss, List.of(b), plan);
        JsonNode boxes = read(graph);
        assertThat(numbers(box(boxes, "labels").get("results").get(0).get("value")))
            .containsExactly(0.0, 1.0, 1.0);
        // p = softmax(0.5, -0.5), three times; the gradient is p less the shares of the labels.
        double p = 1 / (1 + Math.exp(-1));
        List<Double> gradient = numbers(box(boxes, "b").get("results").get(0).get("gradient"));
        assertThat(gradient.get(0)).isCloseTo(p - 1.0 / 3, within());
        assertThat(gradient.get(1)).isCloseTo(1.0 / 3 - p, within());
      }
    }

    private static Offset<Double> within() {
      // A few roundings of numbers below 1.
      return Offset.offset(0x1p-50);
    }

    @Test
    void of_the_first_input_are_missed_first() {
      List<Input> inputs =
          IntStream.range(0, 20).mapToObj(i -> input("x" + i, DataType.DOUBLE, 1)).toList();
      assertThatThrownBy(() -> Graph.of(addN(inputs)).withValues())
          .isInstanceOf(PlanException.class)
          .hasMessageStartingWith("withValues: input x0 ");
    }

    @Test
    void of_inputs_are_asked_for_by_name() {
      assertThatThrownBy(() -> Graph.of(loss).withValues())
          .isInstanceOf(PlanException.class)
          .hasMessageContaining("has no value by itself; feed it to a plan")
          .hasMessageContaining("at GraphTest.java");
      assertThatThrownBy(() -> Graph.of(loss).withGradients(loss, List.of(w)))
          .isInstanceOf(PlanException.class)
          .hasMessageContaining("withGradients(loss, wrt, plan)");
    }

    @Test
    void have_gradients_of_their_own_tensors_alone() {
      Variable other = variable("other", constant(1.0));
      Tensor y = reduceSum(b);
      assertThatThrownBy(() -> Graph.of(y).withGradients(y, List.of(other)))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("wrt[0] is variable other DOUBLE[], which is not part");
    }

    @Test
    void are_elided_when_long_and_rounded() throws Exception {
      double[] thirteen = IntStream.range(0, 13).mapToDouble(i -> i / 3.0).toArray();
      Graph graph = Graph.of(variable("long", constant(thirteen))).withValues();
      assertThat(graph.mermaid()).contains("= [0, 0.333333, 0.666667, 1, …] of 13");
      JsonNode value = read(graph).get(0).get("results").get(0).get("value");
      assertThat(value.get("of").asInt()).isEqualTo(13);
      assertThat(numbers(value)).containsExactly(0.0, 1 / 3.0, 2 / 3.0, 1.0);
    }

    @Test
    void are_shown_as_their_type_writes_them() throws Exception {
      Tensor odd = constant(new double[] {Double.NaN, -0.0, Double.NEGATIVE_INFINITY, 1e-9, 1e20});
      Tensor whole = reshape(constant(new long[] {1, -2, 3, 4}), 2, 2);
      Tensor truth = greater(b, constant(0.0));
      Tensor none = constant(new double[2][0]);
      Graph graph = Graph.of(odd, whole, truth, none).withValues();
      assertThat(graph.text())
          .contains("[NaN, 0, -∞, 1e-9, 1e20]")
          .contains("[[1, -2], [3, 4]]")
          .contains("[true, false]")
          .containsPattern("%6 +constant +DOUBLE\\[2, 0] +\\[]");
      JsonNode first = read(graph).get(0).get("results").get(0).get("value").get("numbers");
      assertThat(first.get(0).asText()).isEqualTo("NaN");
      assertThat(first.get(2).asText()).isEqualTo("-Infinity");
    }
  }

  @Nested
  class Folded {
    @Test
    void leaves_a_small_graph_as_it_is() {
      assertThat(Graph.of(loss).folded(10).json()).isEqualTo(Graph.of(loss).json());
      assertThatThrownBy(() -> Graph.of(loss).folded(1))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("folded: a graph is folded to 2 boxes or more");
    }

    @Test
    void a_chain_of_100000_is_one_box_of_its_rounds() throws Exception {
      Tensor y = b;
      for (int i = 0; i < 50_000; i++) {
        y = multiply(y, b);
        y = tanh(y);
      }
      Graph graph = Graph.of(y).folded(20);
      JsonNode boxes = read(graph);
      assertThat(boxes).hasSize(2);
      assertThat(boxes.get(1).get("title").asText()).isEqualTo("50000 × (multiply, tanh)");
      assertThat(boxes.get(1).get("ops").get("tanh").asInt()).isEqualTo(50_000);
      assertThat(tensors(boxes)).isEqualTo(100_001);
      assertThat(inputs(boxes.get(1))).containsExactly(0);
      assertThat(graph.dot()).hasLineCount(6);
      assertThat(graph.text()).contains("100,001 tensors: 1 variable, 100,000 ops");
      // Without folding it is long and nothing worse.
      assertThat(Graph.of(y).mermaid().lines()).hasSizeGreaterThan(200_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10, 40, 200})
    void counts_add_up_to_the_total_and_arrows_point_forward(int most) throws Exception {
      // Forty layers that differ in size, so that no round repeats another, and their gradient.
      Tensor y = constant(new double[1][3]);
      List<Tensor> wrt = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int in = 3 + i;
        Variable weights = variable("w" + i, constant(new double[in][in + 1]));
        wrt.add(weights);
        y = relu(matmul(y, weights));
      }
      List<Tensor> outputs = List.of(reduceSum(y), gradient(reduceSum(y), wrt.get(0)));
      Graph whole = Graph.of(outputs);
      Graph folded = whole.folded(most);
      JsonNode boxes = read(folded);
      assertThat(boxes).hasSizeLessThanOrEqualTo(most);
      assertThat(tensors(boxes)).isEqualTo(Tensors.order(outputs).size());
      assertThat(last(folded, "parameters")).isEqualTo(last(whole, "parameters"));
      assertThat(last(folded, "outputs:")).isEqualTo(last(whole, "outputs:"));
      requireOrder(boxes);
      int ops = 0;
      for (JsonNode box : boxes) {
        for (JsonNode count : box.get("ops")) {
          ops += count.asInt();
        }
      }
      assertThat(ops).isEqualTo(Tensors.order(outputs).size());
    }

    private static String last(Graph graph, String what) {
      return graph.text().lines().filter(line -> line.contains(what)).reduce("", (a, c) -> c);
    }

    @Test
    void ops_of_a_line_stay_together() throws Exception {
      Tensor one = multiply(exp(b), tanh(log(exp(b))));
      Tensor two = add(exp(one), tanh(log(exp(one))));
      JsonNode boxes = read(Graph.of(two).folded(3));
      assertThat(boxes).hasSize(3);
      assertThat(boxes.get(1).get("where")).hasSize(1);
      assertThat(boxes.get(2).get("where")).hasSize(1);
      assertThat(boxes.get(1).get("tensors").asInt()).isEqualTo(5);
    }

    @Test
    void keeps_values_of_what_leaves_a_box() {
      Tensor y = exp(tanh(exp(tanh(b))));
      assertThat(Graph.of(y).withValues().folded(2).mermaid())
          .contains("2 × (tanh, exp)<br>%4<br>DOUBLE[2]")
          .contains("<br>= [");
      assertThat(Graph.of(y).folded(2).withValues().mermaid())
          .isEqualTo(Graph.of(y).withValues().folded(2).mermaid());
    }
  }

  @Nested
  class Plans {
    @Test
    void have_a_box_for_each_kernel() throws Exception {
      Tensor gradient = gradient(loss, w);
      try (Plan plan = Plan.of(List.of(loss), List.of(new Update(w, gradient)))) {
        Graph graph = Graph.of(plan);
        JsonNode boxes = read(graph);
        requireOrder(boxes);
        List<String> kernels = new ArrayList<>();
        for (JsonNode box : boxes) {
          if (box.get("kind").asText().matches("op|kernel")) {
            List<String> names = new ArrayList<>();
            box.get("results").forEach(result -> names.add(result.get("name").asText()));
            kernels.add(String.join(", ", names) + " = ");
          }
        }
        List<String> lines = plan.toString().lines().filter(line -> line.startsWith("%")).toList();
        assertThat(kernels).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
          assertThat(lines.get(i)).startsWith(kernels.get(i));
        }
        String assigned =
            plan.toString().lines().filter(line -> line.startsWith("w := ")).findFirst().get();
        assertThat(graph.text().lines()).contains(assigned);
        assertThat(graph.mermaid()).contains("<br>" + assigned.replace(":", "#58;"));
        assertThat(graph.text()).contains("the plan holds " + plan.bytes() + " bytes");
      }
    }

    @Test
    void show_fused_ops_and_what_ran_before() throws Exception {
      Tensor y = tanh(multiply(add(b, exp(constant(1.0))), b));
      try (Plan plan = Plan.of(y)) {
        JsonNode boxes = read(Graph.of(plan));
        assertThat(box(boxes, "3 fused ops").get("ops").size()).isEqualTo(3);
        assertThat(box(boxes, "exp, computed once").get("kind").asText()).isEqualTo("op");
        assertThat(Graph.of(plan).text()).contains("1 kernels in each run and 1 before");
        assertThat(Graph.of(plan).withValues(plan).mermaid()).contains("= [0.923033, -0.803759]");
      }
    }

    @Test
    void have_values_of_their_own_even_where_equal_formulas_are_one() {
      Tensor y = add(exp(b), multiply(exp(b), exp(b)));
      try (Plan plan = Plan.of(List.of(reduceSum(y)), List.of(new Update(b, exp(b))))) {
        assertThat(Graph.of(plan).withValues().json())
            .isEqualTo(Graph.of(plan).withValues(plan).json());
      }
    }

    @Test
    void point_at_what_an_alias_reads() throws Exception {
      Tensor y = exp(reshape(b, 2, 1));
      try (Plan plan = Plan.of(List.of(y, reshape(b, 1, 2)))) {
        JsonNode boxes = read(Graph.of(plan));
        assertThat(boxes).hasSize(2);
        assertThat(inputs(boxes.get(1))).containsExactly(boxes.get(0).get("id").asInt());
        assertThat(boxes.get(0).get("results").get(0).get("output").asBoolean()).isTrue();
      }
    }

    @Test
    void may_have_no_kernel_at_all() throws Exception {
      try (Plan plan = Plan.of(List.of(b), List.of(new Update(b, constant(new double[2]))))) {
        assertThat(Graph.of(plan).text()).contains("0 kernels in each run", "b := %1");
      }
      try (Plan plan = Plan.of(reduceSum(exp(constant(new double[0]))))) {
        requireOrder(read(Graph.of(plan)));
      }
    }

    @Test
    void are_open() {
      Plan plan = Plan.of(b);
      plan.close();
      assertThatThrownBy(() -> Graph.of(plan)).isInstanceOf(PlanException.class);
    }
  }

  @Nested
  class Names {
    /**
     * A node of a flowchart: an id, a shape, a text in quotes with nothing but plain characters.
     */
    private static final Pattern NODE =
        Pattern.compile(
            "  n\\d+[\\[({/|]+\"((?:[^\"#&;`|{}<>\\\\\\p{Cntrl}]|#\\d+;|<br>)*)\"[\\])}/|]+(:::output)?");

    private static final Pattern ARROW = Pattern.compile("  n\\d+ (-->|-\\.->) n\\d+");

    private static final Pattern DOT_NODE =
        Pattern.compile("  n\\d+ \\[label=\"((?:[^\"\\\\]|\\\\[\"\\\\n])*)\" .*tooltip=\".*\"]");

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"",
          "\\",
          "\\\"",
          "a\nb",
          "\r",
          "\t",
          "</script><script>alert(1)</script>",
          "&lt;",
          "#",
          "#35;",
          "#quot;",
          "[x]",
          "]",
          "(x)",
          "{x}",
          "|",
          "end",
          "subgraph",
          "%%",
          "%%{init: {}}%%",
          "`x`",
          "`**x**`",
          "$$x^2$$",
          "style a:#fff;",
          "classDef x:#fff;",
          "-->",
          "\\N",
          "\\l",
          "日本語",
          "😀",
          "\u202eabc",
          "\u0000",
          "\ud800",
          "a\u2028b",
          " ",
          "",
          "'",
          "fa:fa-car",
          "@{ shape: x }",
          ":::output",
          "<br>",
          "<img src=x onerror=alert(1)>",
          ";"
        })
    void of_any_characters_change_nothing_but_the_text(String name) throws Exception {
      Tensor y = exp(variable(name, constant(new double[] {1, 2})));
      Graph graph = Graph.of(y);
      assertThat(read(graph).get(0).get("title").asText()).isEqualTo(name);
      String shown = text(name);

      List<String> mermaid = graph.mermaid().lines().toList();
      assertThat(mermaid).hasSize(5);
      assertThat(mermaid.get(0)).isEqualTo("flowchart TD");
      Matcher node = NODE.matcher(mermaid.get(1));
      assertThat(node.matches()).as(mermaid.get(1)).isTrue();
      String label =
          Pattern.compile("#(\\d+);")
              .matcher(node.group(1).replace("<br>", "\n"))
              .replaceAll(
                  code ->
                      Matcher.quoteReplacement(
                          Character.toString(Integer.parseInt(code.group(1)))));
      assertThat(label.replace("\u200b", ""))
          .isEqualTo(("%0 variable " + shown).strip() + "\nDOUBLE[2]");
      assertThat(mermaid.get(2)).matches(NODE);
      assertThat(mermaid.get(3)).matches(ARROW);

      List<String> dot = graph.dot().lines().toList();
      assertThat(dot).hasSize(6);
      Matcher dotNode = DOT_NODE.matcher(dot.get(2));
      assertThat(dotNode.matches()).as(dot.get(2)).isTrue();
      assertThat(unquoted(dotNode.group(1)))
          .isEqualTo(("%0 variable " + shown).strip() + "\nDOUBLE[2]");

      assertThat(graph.text().lines()).hasSize(6);
      assertThat(graph.text()).contains(("variable " + shown).strip());
    }

    /** What is to be seen: what has no picture is told by its number. */
    private static String text(String name) {
      StringBuilder text = new StringBuilder();
      for (int c : name.codePoints().toArray()) {
        boolean hidden = "\n\r\t\u0000\u202e\u2028\ud800".indexOf(c) >= 0;
        text.append(hidden ? String.format("\\u%04x", c) : Character.toString(c));
      }
      return text.toString();
    }

    private static String unquoted(String dot) {
      return dot.replaceAll("\\\\n", "\n").replaceAll("\\\\(.)", "$1").replace("&amp;", "&");
    }

    @Test
    void that_are_long_are_cut_but_in_json() throws Exception {
      String name = "x".repeat(100_000);
      Graph graph = Graph.of(variable(name, constant(1.0)));
      assertThat(graph.mermaid()).hasSizeLessThan(300).contains("xxx…");
      assertThat(graph.dot()).hasSizeLessThan(400);
      assertThat(graph.text()).hasSizeLessThan(500);
      assertThat(read(graph).get(0).get("title").asText()).isEqualTo(name);
    }
  }
}
