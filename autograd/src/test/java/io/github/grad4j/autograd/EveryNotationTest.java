package io.github.grad4j.autograd;

import static io.github.grad4j.ops.BroadcastTo.broadcastTo;
import static io.github.grad4j.ops.Cumsum.cumsum;
import static io.github.grad4j.ops.LogSoftmax.logSoftmax;
import static io.github.grad4j.ops.MatMul.matmul;
import static io.github.grad4j.ops.SumTo.sumTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.github.grad4j.ops.Identity;
import io.github.grad4j.ops.MatMul;
import io.github.grad4j.ops.Reshape;
import io.github.grad4j.ops.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

  /** Ops that nothing flows back through. */
  private static final Set<String> FLAT =
      Set.of(
          "ArgMax",
          "ArgMin",
          "Equal",
          "Floor",
          "FoldIn",
          "Greater",
          "GreaterEqual",
          "IsFinite",
          "Less",
          "LessEqual",
          "LogicalAnd",
          "LogicalNot",
          "LogicalOr",
          "NotEqual",
          "OneHot",
          "RandomNormal",
          "RandomUniform",
          "Sign",
          "StopGradient");

  /**
   * Ops of which the derivative is told in words that no formula stands for, and the one of which
   * it is not compared, since it has a FLOAT on one side.
   */
  private static final Set<String> WORDS_BACKWARD =
      Set.of("Cast", "Concat", "Slice", "SliceScatter");

  /** Ops of which the entry of the Jacobian is told so: they move elements, or add them. */
  private static final Set<String> WORDS_ENTRY =
      Set.of(
          "BroadcastTo",
          "Concat",
          "Gather",
          "ReduceSum",
          "Reshape",
          "ScatterAdd",
          "Slice",
          "SliceScatter",
          "Transpose");

  /** Ops of which the value is told so, or is a LONG. */
  private static final Set<String> WORDS_FORWARD =
      Set.of(
          "ArgMax",
          "ArgMin",
          "Concat",
          "FoldIn",
          "LogicalAnd",
          "LogicalNot",
          "LogicalOr",
          "NegativeLogLikelihood",
          "RandomNormal",
          "RandomUniform",
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
  void the_value_is_what_the_formula_computes() throws ReflectiveOperationException {
    Set<String> left = names(op -> true);
    for (Node node : nodes()) {
      if (isComparable(node)) {
        try {
          List<Tensor> symbols = symbols(node, node);
          Tensor formula =
              LatexFormula.read(node.op().notation().value(written(node)), symbols, node.shape());
          areEqual(node, formula, node.op() + " " + Tensors.print(node));
          left.remove(name(node.op()));
        } catch (LatexFormula.WordException e) {
          // What stays is compared with the list.
        }
      }
    }
    assertThat(left).isEqualTo(WORDS_FORWARD);
  }

  private static String name(Op op) {
    return op.getClass().getSimpleName();
  }

  /** The ops of a kind, from which those are taken that a formula was computed for. */
  private static Set<String> names(Predicate<Op> kind) throws ReflectiveOperationException {
    Set<String> names = new TreeSet<>();
    Catalogue.primitives().stream().filter(kind).forEach(op -> names.add(name(op)));
    return names;
  }

  @Test
  void a_derivative_is_what_the_formula_makes_of_a_cotangent() throws ReflectiveOperationException {
    Random random = new Random(SEED);
    Set<String> left = names(op -> !FLAT.contains(name(op)));
    for (Node node : nodes()) {
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
            left.remove(name(node.op()));
          } catch (LatexFormula.WordException e) {
            // What stays is compared with the list.
          }
        }
      }
    }
    assertThat(left).isEqualTo(WORDS_BACKWARD);
  }

  private static void isRight(Node node, int input, Partial partial, Random random) {
    Notation notation = node.op().notation();
    Tensor x = node.input(input);
    double[] numbers = random.doubles(node.shape().size(), -2, 2).toArray();
    Tensor cotangent = Constant.of(numbers, node.shape());
    String what = "input " + input + " of " + node.op();
    if (isSlope(node.op())) {
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

  /** Whether the derivative is one number for each element, not an entry of the Jacobian. */
  private static boolean isSlope(Op op) {
    return op instanceof Pointwise || op instanceof Identity;
  }

  @Test
  void an_entry_of_the_jacobian_is_what_the_formula_computes() throws ReflectiveOperationException {
    Set<String> left = names(op -> !isSlope(op) && !FLAT.contains(name(op)));
    for (Node node : nodes()) {
      if (isSlope(node.op()) || !isComparable(node) || !node.type().isFloating()) {
        continue;
      }
      List<Partial> partials = node.op().partials(node);
      for (int i = 0; i < partials.size(); i++) {
        Tensor x = node.input(i);
        String latex = node.op().notation().local(i, written(node));
        if (x.type().isFloating()
            && x.shape().size() > 0
            && !partials.get(i).isNone()
            && !latex.contains("\\text")) {
          hasEntries(latex, node, i, partials.get(i));
          left.remove(name(node.op()));
        }
      }
    }
    assertThat(left).isEqualTo(WORDS_ENTRY);
  }

  /**
   * Compares entries with the derivatives along units. Elements that differ along an axis that is
   * not the op's have nothing to do with each other.
   */
  private static void hasEntries(String latex, Node node, int input, Partial partial) {
    Tensor x = node.input(input);
    boolean isProduct = node.op() instanceof MatMul;
    List<Integer> axes = isProduct ? List.of(0, 1) : axes(node.op());
    int batch = x.shape().size();
    for (int axis : axes) {
      batch /= x.shape().size(axis);
    }
    int rows = node.shape().size() / batch;
    int columns = x.shape().size() / batch;
    Shape sizes =
        isProduct
            ? Shape.of(
                node.shape().size(0), node.shape().size(1), x.shape().size(0), x.shape().size(1), 1)
            : Shape.of(rows, columns, columns, batch);
    List<Tensor> symbols = new ArrayList<>();
    for (Tensor operand : node.inputs()) {
      symbols.add(axesFirst(Cast.cast(operand, DataType.DOUBLE), axes, x.shape().rank()));
    }
    symbols.add(axesFirst(node, axes, x.shape().rank()));
    Tensor read =
        LatexFormula.readEntry(
            latex,
            symbols,
            isProduct ? List.of("i", "j", "m", "n") : List.of("i", "j", "k"),
            sizes);
    Tensor entries = broadcastTo(read, isProduct ? sizes : Shape.of(rows, columns, 1, batch));
    List<Tensor> wanted = new ArrayList<>(List.of(entries));
    for (int j = 0; j < x.shape().size(); j++) {
      wanted.add(axesFirst(partial.jvp(unit(x.shape(), j)), axes, x.shape().rank()));
    }
    double[] places = new double[x.shape().size()];
    Arrays.setAll(places, place -> place);
    Tensor moved = axesFirst(Constant.of(places, x.shape()), axes, x.shape().rank());
    wanted.add(moved);
    try (Plan plan = Plan.of(wanted)) {
      plan.run();
      double[] formula = plan.doubles(entries);
      double[] order = plan.doubles(moved);
      for (int q = 0; q < order.length; q++) {
        double[] column = plan.doubles(wanted.get(1 + (int) order[q]));
        for (int p = 0; p < column.length; p++) {
          boolean isRelated = p % batch == q % batch;
          int entry = (p / batch * columns + q / batch) * batch + q % batch;
          assertThat(isRelated ? formula[entry] : 0)
              .as("entry [%s, %s] for input %s of %s, seed %s", p, q, input, node.op(), SEED)
              .isCloseTo(column[p], within(TOLERANCE * Math.max(1, Math.abs(column[p]))));
        }
      }
    }
  }

  @Test
  void an_entry_with_another_index_is_refused() {
    Constant square = Constant.of(new double[][] {{1, 2}, {4, 8}});
    areRefused(cumsum(square, 0), "[i \\le j]");
    areRefused(logSoftmax(square, 1), "\\delta_{ij} - e^{@1[i]}");
    areRefused(matmul(square, square), "\\delta_{im} \\cdot @1[j, n]");
    areRefused(matmul(square, square), "\\delta_{in} \\cdot @1[n, j]");
  }

  private static void areRefused(Tensor y, String latex) {
    Node node = (Node) y;
    Partial partial = node.op().partials(node).get(0);
    assertThatThrownBy(() -> hasEntries(latex, node, 0, partial))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("entry [");
  }

  private static Constant unit(Shape shape, int place) {
    double[] unit = new double[shape.size()];
    unit[place] = 1;
    return Constant.of(unit, shape);
  }

  /** A tensor with an op's axes in front and one axis behind them, or with this one alone. */
  private static Tensor axesFirst(Tensor x, List<Integer> axes, int rank) {
    int size = x.shape().size();
    if (x.shape().rank() < rank) {
      return Reshape.reshape(x, Shape.of(size));
    }
    List<Integer> order = new ArrayList<>(axes);
    IntStream.range(0, rank).filter(axis -> !axes.contains(axis)).forEach(order::add);
    int[] sizes = new int[axes.size() + 1];
    int rest = size;
    for (int i = 0; i < axes.size(); i++) {
      sizes[i] = x.shape().size(axes.get(i));
      rest /= sizes[i];
    }
    sizes[axes.size()] = rest;
    return Reshape.reshape(new Transpose(order).on(x), Shape.of(sizes));
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
