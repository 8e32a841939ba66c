package io.github.grad4j.autograd.explain;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Pointwise;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.ops.Fill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out what an {@link Explanation} tells: all formulas first, then their numbers at once. */
final class Derivation {
  /** Jacobians of more entries are left out. */
  private static final int MOST_ENTRIES = 64;

  private final Tensor loss;
  private final List<Tensor> xs;
  private final Map<Input, Constant> inputs;
  private final List<Tensor> order;
  private final Names names;
  private final Map<Tensor, Tensor> cotangents = new HashMap<>();
  private final Map<Tensor, List<Use>> uses = new LinkedHashMap<>();
  private final Map<Tensor, Numbers> values = new HashMap<>();

  Derivation(Tensor loss, List<Tensor> xs, Map<Input, Constant> inputs) {
    this.loss = loss;
    this.xs = xs;
    this.inputs = inputs;
    this.order = Tensors.order(List.of(loss));
    Set<Tensor> named = new LinkedHashSet<>(order);
    named.addAll(xs);
    this.names = new Names(List.copyOf(named));
    differentiate();
    compute();
  }

  /**
   * A tensor as one input of a node.
   *
   * @param pulled what the node adds to the tensor's cotangent
   * @param columns the slopes of an op that computes each element by itself; else the columns of
   *     the Jacobian, none if there are too many
   */
  private record Use(Node node, int input, Tensor pulled, List<Tensor> columns) {}

  /** Every cotangent, from the one sweep there is, and what each use adds to it. */
  private void differentiate() {
    Set<Tensor> active = new LinkedHashSet<>(xs);
    for (Tensor tensor : order) {
      if (tensor instanceof Node node
          && node.type().isFloating()
          && node.inputs().stream().anyMatch(active::contains)) {
        active.add(node);
      }
    }
    List<Tensor> targets = List.copyOf(active);
    List<Tensor> found = Autograd.gradients(loss, targets);
    for (int i = 0; i < found.size(); i++) {
      cotangents.put(targets.get(i), found.get(i));
    }
    uses.put(loss, new ArrayList<>());
    for (int i = order.size() - 1; i >= 0; i--) {
      if (order.get(i) instanceof Node node && active.contains(node) && uses.containsKey(node)) {
        pullBack(node, active);
      }
    }
    xs.forEach(x -> uses.putIfAbsent(x, List.of()));
  }

  private void pullBack(Node node, Set<Tensor> active) {
    Tensor cotangent = cotangent(node);
    List<Partial> partials = node.deriving(() -> node.op().partials(node));
    for (int i = 0; i < partials.size(); i++) {
      Partial partial = partials.get(i);
      if (active.contains(node.input(i)) && !partial.isNone()) {
        Tensor pulled = node.deriving(() -> partial.vjp(cotangent));
        uses.computeIfAbsent(node.input(i), key -> new ArrayList<>())
            .add(new Use(node, i, pulled, columns(node, i, partial)));
      }
    }
  }

  private static List<Tensor> columns(Node node, int input, Partial partial) {
    Tensor x = node.input(input);
    if (node.op() instanceof Pointwise) {
      return List.of(node.deriving(() -> partial.jvp(Fill.onesLike(x))));
    }
    if ((long) x.shape().size() * node.shape().size() > MOST_ENTRIES) {
      return List.of();
    }
    List<Tensor> columns = new ArrayList<>();
    for (int j = 0; j < x.shape().size(); j++) {
      double[] unit = new double[x.shape().size()];
      unit[j] = 1;
      Constant tangent = Constant.of(unit, x.shape(), x.type().dataType());
      columns.add(node.deriving(() -> partial.jvp(tangent)));
    }
    return columns;
  }

  private Tensor cotangent(Tensor tensor) {
    Tensor cotangent = cotangents.get(tensor);
    if (cotangent == null) {
      throw new IllegalStateException(tensor + " has no cotangent");
    }
    return cotangent;
  }

  private void compute() {
    Set<Tensor> wanted = new LinkedHashSet<>(order);
    wanted.addAll(xs);
    uses.keySet().stream()
        .filter(cotangents::containsKey)
        .map(this::cotangent)
        .forEach(wanted::add);
    uses.values().stream()
        .flatMap(List::stream)
        .forEach(
            use -> {
              wanted.add(use.pulled());
              wanted.addAll(use.columns());
            });
    try (Plan plan = Plan.of(List.copyOf(wanted))) {
      for (Tensor tensor : List.copyOf(wanted)) {
        if (tensor instanceof Input input) {
          plan.feed(input, given(input).evaluate());
        }
      }
      plan.run();
      for (Tensor tensor : wanted) {
        List<Double> elements = Arrays.stream(plan.doubles(tensor)).boxed().toList();
        values.put(tensor, new Numbers(tensor.type(), elements));
      }
    }
  }

  private Constant given(Input input) {
    Constant value = inputs.get(input);
    if (value == null) {
      throw new ArgumentException(
          input + " has no value to be explained at; give it one in the map of inputs");
    }
    return value;
  }

  private Numbers value(Tensor tensor) {
    Numbers value = values.get(tensor);
    if (value == null) {
      throw new IllegalStateException(tensor + " was not computed");
    }
    return value;
  }

  List<ForwardStep> forward() {
    return order.stream()
        .filter(tensor -> !isWrittenOut(tensor))
        .map(
            tensor ->
                tensor instanceof Node node
                    ? forward(node)
                    : new ForwardStep(
                        tensor,
                        names.of(tensor),
                        Optional.empty(),
                        Optional.empty(),
                        value(tensor)))
        .toList();
  }

  private ForwardStep forward(Node node) {
    Notation notation = node.op().notation();
    Formula formula = filled(notation::value, node, this::name, names.of(node), names.of(node));
    Numbers value = value(node);
    Optional<Formula> numbers = Optional.empty();
    if (notation.equals(Notation.named(node.op().name())) || value.elements().isEmpty()) {
      return new ForwardStep(node, names.of(node), Optional.of(formula), numbers, value);
    }
    if (node.op() instanceof Pointwise) {
      numbers = Optional.of(sample(node, notation::value, names.of(node), value));
    } else {
      Formula whole = filled(notation::value, node, this::number, number(node), number(node));
      numbers = Optional.of(equation(names.of(node), whole, number(node)));
    }
    return new ForwardStep(node, names.of(node), Optional.of(formula), numbers, value);
  }

  /** One element of what an op computes element by element. */
  private Formula sample(
      Node node, Function<Notation.Symbols, String> template, Formula name, Numbers result) {
    int place = place(value(node));
    Formula numbers =
        filled(
            template,
            node,
            input -> element(value(input), source(input.shape(), node.shape(), place)),
            element(value(node), place),
            element(value(node), place));
    String index = index(node.shape(), place);
    Formula left = new Formula(name.latex() + index, name.text() + index);
    return equation(left, numbers, element(result, place));
  }

  private static Formula equation(Formula left, Formula middle, Formula right) {
    return new Formula(
        left.latex() + " = " + middle.latex() + " = " + right.latex(),
        left.text() + " = " + middle.text() + " = " + right.text());
  }

  /** The first element that is a number other than 0: one that is told about. */
  private static int place(Numbers numbers) {
    return IntStream.range(0, numbers.elements().size())
        .filter(i -> numbers.at(i) != 0 && Double.isFinite(numbers.at(i)))
        .findFirst()
        .orElse(0);
  }

  /** Which element of a smaller shape is broadcast to a place of a larger one. */
  private static int source(Shape from, Shape to, int place) {
    int[] toStrides = to.strides();
    int[] fromStrides = from.strides();
    int source = 0;
    int rest = place;
    for (int axis = 0; axis < to.rank(); axis++) {
      int own = axis - to.rank() + from.rank();
      if (own >= 0 && from.size(own) > 1) {
        source += rest / toStrides[axis] * fromStrides[own];
      }
      rest %= toStrides[axis];
    }
    return source;
  }

  /** An element's position in brackets; nothing for a scalar. */
  private static String index(Shape shape, int place) {
    List<String> index = new ArrayList<>();
    int rest = place;
    for (int stride : shape.strides()) {
      index.add(Integer.toString(rest / stride));
      rest %= stride;
    }
    return index.isEmpty() ? "" : "[" + String.join(", ", index) + "]";
  }

  private static Formula element(Numbers numbers, int place) {
    return new Formula(numbers.latex(place), numbers.text(place));
  }

  /** A tensor where a formula has its name. */
  private Formula name(Tensor tensor) {
    return isWrittenOut(tensor) ? number(tensor) : names.of(tensor);
  }

  private boolean isWrittenOut(Tensor tensor) {
    return Names.isWrittenOut(tensor) && !xs.contains(tensor);
  }

  private Formula number(Tensor tensor) {
    return number(value(tensor));
  }

  private static Formula number(Numbers value) {
    return new Formula(value.latex(), value.toString());
  }

  /** A template with something in place of its placeholders. */
  private static Formula filled(
      Function<Notation.Symbols, String> template,
      Node node,
      Function<Tensor, Formula> operand,
      Formula output,
      Formula cotangent) {
    List<Formula> operands = node.inputs().stream().map(operand).toList();
    List<String> called = node.op().inputNames();
    String latex =
        template.apply(
            new Notation.Symbols(
                called,
                operands.stream().map(Formula::latex).toList(),
                output.latex(),
                cotangent.latex()));
    String text =
        template.apply(
            new Notation.Symbols(
                called,
                operands.stream().map(formula -> PlainText.quoted(formula.text())).toList(),
                PlainText.quoted(output.text()),
                PlainText.quoted(cotangent.text())));
    return new Formula(latex, PlainText.of(text));
  }

  List<BackwardStep> backward() {
    List<BackwardStep> steps = new ArrayList<>();
    Set<Tensor> told = new HashSet<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      if (uses.containsKey(order.get(i)) && told.add(order.get(i))) {
        steps.add(backward(order.get(i)));
      }
    }
    xs.stream().filter(told::add).map(this::backward).forEach(steps::add);
    return steps;
  }

  private BackwardStep backward(Tensor tensor) {
    List<Contribution> contributions =
        uses.getOrDefault(tensor, List.of()).stream().map(this::contribution).toList();
    Numbers cotangent =
        cotangents.containsKey(tensor)
            ? value(cotangent(tensor))
            : new Numbers(tensor.type(), List.of(1.0));
    return new BackwardStep(tensor, names.ofCotangent(tensor), contributions, cotangent);
  }

  private Contribution contribution(Use use) {
    Node node = use.node();
    Tensor x = node.input(use.input());
    Formula derivative =
        new Formula(
            "\\frac{\\partial " + name(node).latex() + "}{\\partial " + name(x).latex() + "}",
            "\u2202" + name(node).text() + "/\u2202" + name(x).text());
    Formula bar = names.ofCotangent(node);
    Notation notation = node.op().notation();
    boolean isGiven = !notation.derivatives().isEmpty();
    boolean isPointwise = node.op() instanceof Pointwise;
    boolean isEmpty = value(x).elements().isEmpty() || value(node).elements().isEmpty();
    Formula local =
        isGiven
            ? filled(s -> notation.local(use.input(), s), node, this::name, names.of(node), bar)
            : derivative;
    Formula pulled =
        isGiven || !isPointwise
            ? filled(s -> notation.pulled(use.input(), s), node, this::name, names.of(node), bar)
            : times(bar, derivative);
    Optional<Numbers> slopes = slopes(use);
    Optional<Formula> localNumbers =
        isPointwise && isGiven && !isEmpty
            ? slopes.map(all -> sample(node, s -> notation.local(use.input(), s), derivative, all))
            : Optional.empty();
    Numbers pushed = value(cotangent(node));
    Optional<Formula> numbers = Optional.empty();
    if (isPointwise && !pulled.equals(bar)) {
      numbers = slopes.map(all -> product(number(pushed), number(all), all.type().shape()));
    } else if (isGiven && !isPointwise) {
      numbers =
          Optional.of(
              filled(
                  s -> notation.pulled(use.input(), s),
                  node,
                  this::number,
                  number(node),
                  number(pushed)));
    }
    String summed = isPointwise ? summed(node.shape(), x.shape()) : "";
    return new Contribution(
        node,
        use.input(),
        derivative,
        local,
        localNumbers,
        slopes,
        summed(summed, pulled),
        summed.isEmpty() || numbers.isPresent()
            ? numbers.map(formula -> summed(summed, formula))
            : Optional.of(summed(summed, number(pushed))),
        value(use.pulled()));
  }

  private Optional<Numbers> slopes(Use use) {
    if (use.columns().isEmpty()) {
      return Optional.empty();
    }
    List<Numbers> columns = use.columns().stream().map(this::value).toList();
    if (use.node().op() instanceof Pointwise) {
      return Optional.of(columns.get(0));
    }
    int rows = columns.get(0).elements().size();
    List<Double> entries = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (Numbers column : columns) {
        entries.add(column.at(i));
      }
    }
    Shape shape = Shape.of(rows, columns.size());
    return Optional.of(new Numbers(columns.get(0).type().withShape(shape), entries));
  }

  private static Formula times(Formula a, Formula b) {
    return new Formula(a.latex() + " \\cdot " + b.latex(), a.text() + " \u00b7 " + b.text());
  }

  /** Two arrays multiplied element by element, or two numbers. */
  private static Formula product(Formula a, Formula b, Shape shape) {
    String times = shape.rank() == 0 ? " \\cdot " : " \\odot ";
    boolean isNegative = shape.rank() == 0 && b.text().startsWith("-");
    return isNegative
        ? new Formula(
            a.latex() + times + "(" + b.latex() + ")", a.text() + " \u00b7 (" + b.text() + ")")
        : new Formula(a.latex() + times + b.latex(), a.text() + " \u00b7 " + b.text());
  }

  /** The subscript that names the axes along which an input was broadcast, and is summed. */
  private static String summed(Shape from, Shape to) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      int own = axis - from.rank() + to.rank();
      if (own < 0 || to.size(own) != from.size(axis)) {
        axes.add(axis);
      }
    }
    return axes.isEmpty()
        ? ""
        : (axes.size() == 1 ? "axis " : "axes ")
            + axes.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static Formula summed(String axes, Formula formula) {
    return axes.isEmpty()
        ? formula
        : new Formula(
            "\\sum_{\\text{" + axes + "}} (" + formula.latex() + ")",
            "\u03a3[" + axes + "] (" + formula.text() + ")");
  }

  List<CheckedGradient> gradients() {
    return xs.stream()
        .map(x -> new CheckedGradient(x, names.of(x), value(cotangent(x)), check(x)))
        .toList();
  }

  /** The check with respect to one tensor, whatever it is: an input stands in its place. */
  private InputReport check(Tensor x) {
    Input moved = new Input(names.of(x).text(), x.type());
    Tensor formula = Tensors.substitute(List.of(loss), Map.of(x, moved)).get(0);
    double[] point = value(x).elements().stream().mapToDouble(Double::doubleValue).toArray();
    GradientCheck check = GradientCheck.of(formula).withRespectTo(moved).at(moved, point);
    for (Map.Entry<Input, Constant> input : inputs.entrySet()) {
      check = check.at(input.getKey(), input.getValue());
    }
    return check.check().inputs().get(0);
  }
}
