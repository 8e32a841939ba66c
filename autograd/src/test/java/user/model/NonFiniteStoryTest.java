package user.model;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.axes;
import static io.github.grad4j.ops.Ops.constant;
import static io.github.grad4j.ops.Ops.divide;
import static io.github.grad4j.ops.Ops.exp;
import static io.github.grad4j.ops.Ops.gather;
import static io.github.grad4j.ops.Ops.greater;
import static io.github.grad4j.ops.Ops.input;
import static io.github.grad4j.ops.Ops.log;
import static io.github.grad4j.ops.Ops.matmul;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.pow;
import static io.github.grad4j.ops.Ops.reduceMean;
import static io.github.grad4j.ops.Ops.reduceNorm2;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.sigmoid;
import static io.github.grad4j.ops.Ops.softmax;
import static io.github.grad4j.ops.Ops.sqrt;
import static io.github.grad4j.ops.Ops.square;
import static io.github.grad4j.ops.Ops.subtract;
import static io.github.grad4j.ops.Ops.transpose;
import static io.github.grad4j.ops.Ops.variable;
import static io.github.grad4j.ops.Ops.where;
import static io.github.grad4j.ops.Ops.xlogy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.nonfinite.Element;
import io.github.grad4j.autograd.nonfinite.Link;
import io.github.grad4j.autograd.nonfinite.NonFiniteStory;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class NonFiniteStoryTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Variable vector(double... values) {
    return variable("x", constant(values));
  }

  private static NonFiniteStory story(Tensor tensor) {
    try (Plan plan = Plan.of(tensor)) {
      return NonFiniteStory.of(plan).orElseThrow();
    }
  }

  private static String remedy(Tensor tensor) {
    return story(tensor).remedy().orElse("");
  }

  private static void assertFinite(Tensor... tensors) {
    try (Plan plan = Plan.of(List.of(tensors))) {
      assertThat(NonFiniteStory.of(plan)).isEmpty();
    }
  }

  /** The names of the ops along the chain, and where the elements stand. */
  private static List<String> path(NonFiniteStory story) {
    return story.links().stream()
        .map(link -> name(link.output().tensor()) + link.output().index())
        .toList();
  }

  private static String name(Tensor tensor) {
    return tensor instanceof Node node
        ? node.op().name() + (node.forward().isPresent() ? "'" : "")
        : tensor instanceof Variable variable
            ? variable.name()
            : tensor instanceof Input input ? input.name() : "constant";
  }

  @Test
  void of_a_cross_entropy_by_hand_in_these_words() {
    Tensor loss = UnsafeLoss.crossEntropy(constant(new double[] {0, 1}), vector(0, 800));
    try (Plan plan = Plan.of(loss)) {
      assertThat(NonFiniteStory.of(plan, loss, "loss").orElseThrow())
          .hasToString(
              "loss is NaN because log at UnsafeLoss.java:18 got 0.0 at [0] -> -Infinity; multiply"
                  + " at UnsafeLoss.java:19 got 0.0 and -Infinity at [0] -> NaN; reduceSum at"
                  + " UnsafeLoss.java:20 got NaN at [0] -> NaN; negate at UnsafeLoss.java:21 got"
                  + " NaN -> NaN. Use softmaxCrossEntropyWithLogits(labels, z), which never takes"
                  + " the logarithm of 0, or logSoftmax(z) for log(softmax(z)); for a * log(p) of"
                  + " any p, xlogy(a, p).");
    }
  }

  @Test
  void of_its_gradient_in_these_words() {
    Variable z = vector(0, 800);
    Tensor loss = UnsafeLoss.crossEntropy(constant(new double[] {0, 1}), z);
    assertThat(story(gradient(loss, z)).toString())
        .startsWith(
            "multiply in the derivative of softmax at UnsafeLoss.java:17 is NaN at [0] because"
                + " divide in the derivative of log at UnsafeLoss.java:18 got -0.0 and 0.0 at [0]"
                + " -> NaN; subtract in the derivative of softmax at UnsafeLoss.java:17 got NaN and"
                + " NaN at [0] -> NaN; multiply in the derivative of softmax at UnsafeLoss.java:17"
                + " got 0.0 and NaN at [0] -> NaN. Use softmaxCrossEntropyWithLogits(labels, z)");
  }

  @Test
  void of_an_infinite_loss_and_its_gradient() {
    Variable z = vector(0, 800);
    Tensor loss = UnsafeLoss.crossEntropy(constant(new double[] {1, 0}), z);
    NonFiniteStory story = story(loss);
    assertThat(story.result().value()).isEqualTo(INFINITY);
    assertThat(path(story)).containsExactly("log[0]", "multiply[0]", "reduceSum[]", "negate[]");
    assertThat(path(story(gradient(loss, z)))).startsWith("divide'[0]", "multiply'[0]");
  }

  @Test
  void a_finite_loss_with_a_gradient_that_is_not() {
    Variable x = vector(4, 0);
    Tensor loss = reduceSum(multiply(sqrt(x), 0));
    assertFinite(loss);
    NonFiniteStory story = story(gradient(loss, x));
    assertThat(path(story)).containsExactly("divide'[1]");
    assertThat(story.links().get(0).inputs()).extracting(Element::value).containsExactly(0.0, 0.0);
    assertThat(story.remedy().orElseThrow())
        .contains("infinite slope at 0", "where(isZero, 0, sqrt(where(isZero, 1, x)))");
  }

  @Test
  void the_branch_not_taken_is_selected_twice() {
    Variable x = vector(2, 0);
    Tensor loss = reduceSum(where(greater(x, 0), log(x), 0));
    assertFinite(loss);
    assertThat(path(story(gradient(loss, x)))).containsExactly("divide'[1]");
    assertThat(remedy(gradient(loss, x)))
        .contains("here log, where c is false", "where(c, f(where(c, x, 1)), y)");
    Tensor twice = reduceSum(where(greater(x, 0), log(where(greater(x, 0), x, 1)), 0));
    assertFinite(twice, gradient(twice, x));
    Tensor big = reduceSum(where(greater(x, 1), 0, exp(multiply(x, 1e3))));
    assertFinite(big);
    assertThat(path(story(gradient(big, x))))
        .containsExactly("exp[0]", "multiply'[0]", "multiply'[0]");
    assertThat(remedy(gradient(big, x))).contains("here exp, where c is false");
  }

  @Test
  void logarithms_of_0_have_the_remedy_for_where_the_0_came_from() {
    Variable z = vector(-800, 800);
    assertThat(remedy(log(sigmoid(z)))).contains("logSigmoid(z)");
    assertThat(remedy(log(subtract(1, sigmoid(z))))).contains("sigmoidCrossEntropyWithLogits");
    assertThat(remedy(log(reduceSum(exp(multiply(z, constant(new double[] {1, -1})))))))
        .contains("logSumExp(z)");
    Variable p = vector(0, 1);
    assertThat(remedy(multiply(p, log(p)))).contains("xlogy(a, x)");
    assertFinite(xlogy(p, p));
    assertThat(remedy(log(p))).contains("keep what comes in above 0");
    assertThat(remedy(log(subtract(p, 1)))).contains("logarithm of a negative number");
    assertThat(remedy(xlogy(constant(1.0), p))).contains("compute the loss from the logits");
  }

  @Test
  void a_norm_has_its_own_op() {
    Variable x = vector(0, 0);
    Tensor norm = sqrt(reduceSum(square(x)));
    assertThat(path(story(gradient(norm, x)))).startsWith("divide'[]").endsWith("multiply'[0]");
    assertThat(remedy(gradient(norm, x))).contains("reduceNorm2(x)");
    assertFinite(reduceNorm2(x), gradient(reduceNorm2(x), x));
  }

  @Test
  void quotients_and_powers() {
    Variable x = vector(0, 1);
    assertThat(remedy(divide(x, x))).contains("The divisor is 0");
    assertThat(remedy(pow(subtract(x, 1), 0.5))).contains("pow(abs(x), e)");
    assertThat(remedy(gradient(reduceSum(pow(x, 0.5)), x))).contains("A power below 1");
    assertThat(remedy(sqrt(subtract(x, 2)))).contains("root of a negative number");
    Variable nothing = vector();
    assertThat(story(reduceMean(nothing)).toString()).contains("got 0.0 and 0.0 -> NaN");
    assertThat(remedy(reduceMean(nothing))).contains("A mean of nothing");
  }

  @Test
  void exponentials_overflow() {
    Variable z = vector(1000, 0);
    assertThat(path(story(reduceSum(exp(z))))).containsExactly("exp[0]", "reduceSum[]");
    assertThat(remedy(reduceSum(exp(z)))).contains("infinite from x = 709.8 on");
    assertThat(remedy(log(reduceSum(exp(z))))).contains("logSumExp(z)");
    assertThat(remedy(divide(exp(z), reduceSum(exp(z))))).contains("softmax(z)");
    assertThat(path(story(divide(exp(z), reduceSum(exp(z)))))).endsWith("exp[0]", "divide[0]");
  }

  @Test
  void float_may_be_too_small() {
    Variable x = variable("x", constant(new float[] {100, 1}));
    NonFiniteStory story = story(exp(x));
    assertThat(story.toString()).contains("exp at NonFiniteStoryTest.java", "got 100.0 at [0]");
    // e¹⁰⁰ = 2.688117141816135e43
    assertThat(story.remedy().orElseThrow())
        .startsWith("FLOAT ends at 3.4e38, and this is 2.6881171418161")
        .contains("DOUBLE holds it, up to 1.8e308");
    Variable m = variable("m", constant(new float[][] {{1e30f, 1}, {2, 3}}));
    NonFiniteStory product = story(matmul(m, transpose(m)));
    assertThat(product.toString())
        .contains("got numbers up to 1.0E30 at [0, 0] and numbers up to 1.0E30 at [0, 0]");
    assertThat(product.remedy().orElseThrow()).contains("DOUBLE holds it");
    assertThat(remedy(divide(x, subtract(x, x)))).doesNotContain("DOUBLE");
    assertThat(remedy(exp(multiply(x, 10)))).doesNotContain("DOUBLE holds it");
  }

  @Test
  void what_was_fed_or_stored_is_named_with_its_place() {
    Input x = input("features", DataType.DOUBLE, 4, 8);
    Variable w = variable("w", constant(new double[8][2]));
    Tensor loss = reduceSum(square(matmul(x, w)));
    double[] data = new double[32];
    data[3 * 8 + 7] = NAN;
    try (Plan plan = Plan.of(loss)) {
      NonFiniteStory story = NonFiniteStory.of(plan.feed(x, data)).orElseThrow();
      assertThat(story.toString()).contains("because input features is NaN at [3, 7]; matmul at");
      assertThat(path(story))
          .containsExactly("features[3, 7]", "matmul[3, 0]", "square[3, 0]", "reduceSum[]");
      assertThat(story.remedy().orElseThrow()).contains("It was fed", "nanToNum(x)");
      double[] weights = new double[16];
      weights[5] = INFINITY;
      w.assign(weights);
      story = NonFiniteStory.of(plan.feed(x, new double[32])).orElseThrow();
      assertThat(path(story)).startsWith("w[2, 1]", "matmul[0, 1]");
      assertThat(story.remedy().orElseThrow()).contains("before this run", "learning rate");
      w.assign(new double[16]);
      assertThat(NonFiniteStory.of(plan)).isEmpty();
    }
  }

  @Test
  void what_does_not_count_is_passed_over() {
    Variable x = vector(0, 2, NAN, 3);
    Tensor third = gather(x, constant(new long[] {3, 0}), 0);
    assertThat(path(story(reduceSum(log(third))))).containsExactly("log[1]", "reduceSum[]");
    Tensor mask = constant(new double[] {Double.NEGATIVE_INFINITY, 0});
    Tensor masked = softmax(add(mask, vector(1, NAN)));
    assertThat(path(story(masked))).startsWith("x[1]", "add[1]", "softmax[0]");
    Tensor of = log(reduceSum(softmax(add(mask, vector(1, 2)))));
    assertThat(path(story(divide(of, of)))).containsExactly("divide[]");
  }

  @Test
  void other_elements_and_places_are_counted() {
    NonFiniteStory story = story(reduceSum(add(log(vector(0, 0, 1)), divide(1, vector(0, 1, 1)))));
    assertThat(story.elements()).isEqualTo(2);
    assertThat(story.places()).isEqualTo(2);
    assertThat(story.toString())
        .contains("-> -Infinity (one of 2 elements, one of 2 places where it begins); add");
  }

  @Test
  void a_long_chain_is_cut_in_the_middle() {
    Tensor x = log(vector(0));
    for (int i = 0; i < 20; i++) {
      x = add(x, 1);
    }
    NonFiniteStory story = story(reduceSum(x));
    assertThat(story.links()).hasSize(22);
    assertThat(story.toString())
        .contains("; and so on through 15 more; reduceSum at")
        .containsPattern("(; add .*){5}");
  }

  @Test
  void of_a_run_that_was_refused() {
    Variable w = variable("w", constant(new double[] {1e200}));
    Tensor loss = reduceSum(square(w));
    Update update = new Update(w, subtract(w, gradient(loss, w)));
    try (Plan plan = Plan.of(List.of(loss), List.of(update))) {
      assertThatThrownBy(plan::run).isInstanceOf(NonFiniteException.class);
      String before = plan.toString();
      assertThat(path(NonFiniteStory.of(plan).orElseThrow()))
          .containsExactly("square[0]", "reduceSum[]");
      assertThat(remedy(loss)).contains("scale what comes in");
      assertThat(NonFiniteStory.of(plan).orElseThrow().remedy().orElseThrow())
          .contains("a smaller learning rate helps");
      assertThat(plan).hasToString(before);
      assertThat(w.value().getDouble(0)).isEqualTo(1e200);
      w.assign(new double[] {3});
      assertThat(plan.run().scalar(loss)).isEqualTo(9);
    }
  }

  @Test
  void of_a_new_value_whose_loss_is_finite() {
    Variable x = vector(0, 1);
    Tensor loss = reduceSum(sqrt(x));
    Update update = new Update(x, subtract(x, gradient(loss, x)));
    try (Plan plan = Plan.of(List.of(loss), List.of(update))) {
      NonFiniteStory story = NonFiniteStory.of(plan).orElseThrow();
      assertThat(story.what()).isEqualTo("the new value of variable x");
      assertThat(path(story)).containsExactly("divide'[0]", "subtract[0]");
    }
  }

  @Test
  void asks_for_what_is_part_of_a_plan_that_is_fed() {
    Input x = input("x", DataType.DOUBLE, 2);
    Tensor y = log(x);
    try (Plan plan = Plan.of(y)) {
      assertThatThrownBy(() -> NonFiniteStory.of(plan))
          .isInstanceOf(PlanException.class)
          .hasMessageContaining("input x DOUBLE[2] has no value yet");
      plan.feed(x, DoubleStream.of(1, 2).toArray());
      assertThatThrownBy(() -> NonFiniteStory.of(plan, exp(x), "y"))
          .isInstanceOf(PlanException.class)
          .hasMessageContaining("is not part of the plan that was replayed");
    }
  }

  @Test
  void links_are_data() {
    Tensor y = reduceSum(log(vector(1, 0)), axes(0));
    List<Link> links = story(y).links();
    assertThat(links.get(0).inputs().get(0)).hasToString("0.0 at [1]");
    assertThat(links.get(1).inputs().get(0)).isEqualTo(links.get(0).output());
    assertThat(links.get(1).output().tensor()).isSameAs(y);
  }
}
