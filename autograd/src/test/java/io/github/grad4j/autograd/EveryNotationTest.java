package io.github.grad4j.autograd;

import static io.github.grad4j.ops.BroadcastTo.broadcastTo;
import static io.github.grad4j.ops.SumTo.sumTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Notation.Symbols;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Pointwise;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.ops.Cast;
import io.github.grad4j.ops.Fill;
import io.github.grad4j.ops.MatMul;
import io.github.grad4j.ops.Reshape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;

/** The notation of every op that is found: well-formed, and computing what the op computes. */
final class EveryNotationTest {
  private static final long SEED = 20_261_123;

  /**
   * Of 1 and of the number itself: notations are computed as they stand, without the ops' care in
   * tails, where σ(x)·(1 - σ(x)) at 30 has an error of 2⁻⁵³.
   */
  private static final double TOLERANCE = 1e-12;

  private static final Pattern MACRO = Pattern.compile("\\\\([A-Za-z]+)");

  /** What MathJax knows and GitHub does not refuse. */
  private static final Set<String> MACROS =
      Set.of(
          "arctan", "cdot", "cos", "cosh", "delta", "frac", "ge", "gt", "infty", "land", "ldots",
          "le", "lfloor", "ln", "lnot", "lor", "lt", "lvert", "mathrm", "max", "min", "ne",
          "partial", "Phi", "pi", "rfloor", "rvert", "sigma", "sin", "sinh", "sqrt", "sum", "tan",
          "tanh", "text", "times", "top");

  /** What Markdown makes something else of, a backslash before punctuation first of all. */
  private static final Pattern MANGLED = Pattern.compile("\\\\[^A-Za-z]|[*<>`|$~\"]|]\\(|\\n");

  /** Ops of which the derivative is told in words that no formula stands for. */
  private static final Set<String> WORDS_BACKWARD = Set.of("Concat", "Slice", "SliceScatter");

  /** Ops of which the value is told so. */
  private static final Set<String> WORDS_FORWARD =
      Set.of(
          "ArgMax",
          "ArgMin",
          "Concat",
          "FoldIn",
          "IsFinite",
          "LogicalAnd",
          "LogicalNot",
          "LogicalOr",
          "NegativeLogLikelihood",
          "OneHot",
          "RandomNormal",
          "RandomUniform",
          "ScatterAdd",
          "Slice",
          "SliceScatter",
          "SparseSoftmaxCrossEntropyWithLogits");

  private static List<Node> nodes() {
    Random random = new Random(SEED);
    List<Node> nodes = new ArrayList<>();
    for (Class<?> op : Catalogue.ops()) {
      for (Example example : Catalogue.examples(op)) {
        List<Tensor> inputs = new ArrayList<>();
        for (Domain domain : example.domains()) {
          inputs.add(sampled(domain, random));
        }
        for (Tensor tensor : Tensors.order(List.of(example.formula().apply(inputs)))) {
          if (tensor instanceof Node node && node.shape().size() > 0) {
            nodes.add(node);
          }
        }
      }
    }
    return nodes;
  }

  private static Constant sampled(Domain domain, Random random) {
    double[] sample = domain.sample(random);
    if (domain.isFloating()) {
      return Constant.of(sample, domain.shape(), DataType.DOUBLE);
    }
    if (domain.kind() == Domain.Kind.INDEX) {
      return Constant.of(Arrays.stream(sample).mapToLong(x -> (long) x).toArray(), domain.shape());
    }
    boolean[] truths = new boolean[sample.length];
    IntStream.range(0, truths.length).forEach(i -> truths[i] = sample[i] != 0);
    return Constant.of(truths, domain.shape());
  }

  @TestFactory
  Stream<DynamicTest> every_op_has_a_notation() throws ReflectiveOperationException {
    return Catalogue.primitives().stream()
        .map(op -> dynamicTest(op.name(), () -> isWellFormed(op, 3)));
  }

  private static void isWellFormed(Op op, int count) {
    Notation notation = op.notation();
    assertThat(notation).isNotEqualTo(Notation.named(op.name()));
    assertThat(notation.derivatives()).isNotEmpty();
    List<String> names = op.inputNames();
    List<String> inputs =
        names.isEmpty() ? IntStream.range(0, count).mapToObj(i -> "x" + i).toList() : names;
    if (!names.isEmpty()) {
      assertThat(notation.derivatives()).hasSameSizeAs(names);
    }
    Symbols symbols = new Symbols(names, inputs, "y", "\\bar{y}");
    isWellFormed(notation.value(symbols));
    for (int i = 0; i < inputs.size(); i++) {
      isWellFormed(notation.local(i, symbols));
      isWellFormed(notation.pulled(i, symbols).replace("\\bar{y}", "y"));
    }
  }

  private static void isWellFormed(String latex) {
    assertThat(latex).isNotBlank().doesNotContain("#").doesNotContainPattern(MANGLED);
    List<Character> open = new ArrayList<>();
    for (int i = 0; i < latex.length(); i++) {
      char c = latex.charAt(i);
      int closed = ")]}".indexOf(c);
      if ("([{".indexOf(c) >= 0) {
        open.add(c);
      } else if (closed >= 0) {
        assertThat(open).as(latex).endsWith("([{".charAt(closed));
        open.remove(open.size() - 1);
      }
    }
    assertThat(open).as(latex).isEmpty();
    Matcher macro = MACRO.matcher(latex);
    while (macro.find()) {
      assertThat(MACROS).contains(macro.group(1));
    }
  }

  @Test
  void every_notation_within_an_example_is_well_formed() {
    nodes().forEach(node -> isWellFormed(node.op(), node.inputs().size()));
  }

  @Test
  void the_value_is_what_the_formula_computes() {
    Set<String> told = new TreeSet<>();
    Set<String> computed = new TreeSet<>();
    for (Node node : nodes()) {
      String op = node.op().getClass().getSimpleName();
      if (isComparable(node)) {
        try {
          List<Tensor> symbols = symbols(node, node);
          Tensor formula =
              LatexFormula.read(node.op().notation().value(written(node)), symbols, node.shape());
          areEqual(node, formula, node.op() + " " + Tensors.print(node));
          computed.add(op);
        } catch (LatexFormula.WordException e) {
          told.add(op);
        }
      }
    }
    told.removeAll(computed);
    assertThat(told).isSubsetOf(WORDS_FORWARD);
    assertThat(computed).hasSizeGreaterThan(55);
  }

  @Test
  void a_derivative_is_what_the_formula_makes_of_a_cotangent() {
    Random random = new Random(SEED);
    Set<String> told = new TreeSet<>();
    Set<String> computed = new TreeSet<>();
    for (Node node : nodes()) {
      String op = node.op().getClass().getSimpleName();
      List<Partial> partials = node.op().partials(node);
      for (int i = 0; i < partials.size(); i++) {
        Tensor x = node.input(i);
        Notation notation = node.op().notation();
        if (!x.type().isFloating() || !node.type().isFloating()) {
          continue;
        }
        assertThat(notation.local(i, written(node)).equals("0"))
            .as("%s, input %s", node.op(), i)
            .isEqualTo(partials.get(i).isNone());
        if (isComparable(node) && x.shape().size() > 0 && !partials.get(i).isNone()) {
          try {
            isRight(node, i, partials.get(i), random);
            computed.add(op);
          } catch (LatexFormula.WordException e) {
            told.add(op);
          }
        }
      }
    }
    told.removeAll(computed);
    assertThat(told).isSubsetOf(WORDS_BACKWARD);
    assertThat(computed).hasSizeGreaterThan(50);
  }

  private static void isRight(Node node, int input, Partial partial, Random random) {
    Notation notation = node.op().notation();
    Tensor x = node.input(input);
    double[] numbers = random.doubles(node.shape().size(), -2, 2).toArray();
    Tensor cotangent = Constant.of(numbers, node.shape());
    String what = "input " + input + " of " + node.op();
    if (node.op() instanceof Pointwise) {
      Tensor slope =
          LatexFormula.read(
              notation.local(input, written(node)), symbols(node, cotangent), node.shape());
      areEqual(partial.jvp(Fill.onesLike(x)), slope, "the slope for " + what);
    }
    Tensor pulled =
        LatexFormula.read(
            notation.pulled(input, written(node)), symbols(node, cotangent), x.shape());
    boolean isSummed = node.op() instanceof Pointwise && !x.shape().equals(node.shape());
    areEqual(
        partial.vjp(cotangent),
        isSummed ? sumTo(broadcastTo(pulled, node.shape()), x.shape()) : pulled,
        "the cotangent for " + what);
  }

  /** Formulas of matrices are not those of vectors and batches. */
  private static boolean isComparable(Node node) {
    return (node.type().isFloating() || node.type().isBoolean())
        && node.type().dataType() != DataType.FLOAT
        && node.inputs().stream().noneMatch(x -> x.type().dataType() == DataType.FLOAT)
        && (!(node.op() instanceof MatMul)
            || node.inputs().stream().allMatch(x -> x.shape().rank() == 2));
  }

  private static Symbols written(Node node) {
    int count = node.inputs().size();
    return new Symbols(
        node.op().inputNames(),
        IntStream.range(0, count).mapToObj(i -> "@" + i).toList(),
        "@" + count,
        "@" + (count + 1));
  }

  private static List<Tensor> symbols(Node node, Tensor cotangent) {
    List<Tensor> symbols = new ArrayList<>();
    for (Tensor input : node.inputs()) {
      boolean isNumber = node.op() instanceof Pointwise && input.type().isInteger();
      symbols.add(isNumber ? new Cast(DataType.DOUBLE).on(input) : input);
    }
    symbols.add(kept(node, node));
    symbols.add(kept(node, cotangent));
    return symbols;
  }

  /** The output or its cotangent with the axes that a reduction took away, of size 1. */
  private static Tensor kept(Node node, Tensor tensor) {
    int last = node.inputs().size() - 1;
    Shape full = node.input(last).shape();
    List<Integer> axes = axes(node.op());
    if (axes.isEmpty() || full.rank() <= node.shape().rank()) {
      return tensor;
    }
    int[] sizes = full.sizes();
    axes.forEach(axis -> sizes[axis] = 1);
    return Reshape.reshape(tensor, Shape.of(sizes));
  }

  @SuppressWarnings("unchecked") // A component called axes is a list of them.
  private static List<Integer> axes(Op op) {
    try {
      return (List<Integer>) op.getClass().getMethod("axes").invoke(op);
    } catch (ReflectiveOperationException e) {
      try {
        return List.of((Integer) op.getClass().getMethod("axis").invoke(op));
      } catch (ReflectiveOperationException none) {
        return List.of();
      }
    }
  }

  /** A formula may be one number for many elements; a reduction keeps its axes in a formula. */
  private static void areEqual(Tensor expected, Tensor written, String what) {
    Tensor actual =
        written.shape().size() == expected.shape().size()
            ? written
            : broadcastTo(written, expected.shape());
    try (Plan plan = Plan.of(expected, actual)) {
      plan.run();
      double[] right = plan.doubles(expected);
      double[] computed = plan.doubles(actual);
      for (int i = 0; i < right.length; i++) {
        if (Double.isFinite(right[i])) {
          assertThat(computed[i])
              .as("%s [%s], seed %s", what, i, SEED)
              .isCloseTo(right[i], within(TOLERANCE * Math.max(1, Math.abs(right[i]))));
        }
      }
    }
  }
}
