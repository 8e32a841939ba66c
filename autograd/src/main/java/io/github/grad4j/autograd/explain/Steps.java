package io.github.grad4j.autograd.explain;

import static io.github.grad4j.autograd.explain.Formulas.element;
import static io.github.grad4j.autograd.explain.Formulas.equation;
import static io.github.grad4j.autograd.explain.Formulas.filled;
import static io.github.grad4j.autograd.explain.Formulas.index;
import static io.github.grad4j.autograd.explain.Formulas.number;
import static io.github.grad4j.autograd.explain.Formulas.product;
import static io.github.grad4j.autograd.explain.Formulas.source;
import static io.github.grad4j.autograd.explain.Formulas.summed;
import static io.github.grad4j.autograd.explain.Formulas.summedAxes;
import static io.github.grad4j.autograd.explain.Formulas.times;

import io.github.grad4j.autograd.explain.Derivation.Use;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Pointwise;
import io.github.grad4j.core.Tensor;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The steps of a derivation, written out. */
final class Steps {
  private final Derivation derivation;
  private final Names names;

  Steps(Derivation derivation) {
    this.derivation = derivation;
    Set<Tensor> named = new LinkedHashSet<>(derivation.order());
    named.addAll(derivation.xs());
    this.names = new Names(List.copyOf(named));
  }

  List<ForwardStep> forward() {
    return derivation.order().stream()
        .filter(tensor -> tensor.equals(derivation.loss()) || !isWrittenOut(tensor))
        .map(this::forward)
        .toList();
  }

  private ForwardStep forward(Tensor tensor) {
    return new ForwardStep(
        tensor,
        names.of(tensor),
        tensor instanceof Node node ? Optional.of(formula(node)) : Optional.empty(),
        tensor instanceof Node node ? numbers(node) : Optional.empty(),
        derivation.value(tensor));
  }

  private Formula formula(Node node) {
    Notation notation = node.op().notation();
    return filled(notation::value, node, this::name, names.of(node), names.ofCotangent(node));
  }

  private Optional<Formula> numbers(Node node) {
    Notation notation = node.op().notation();
    Numbers value = derivation.value(node);
    if (notation.equals(Notation.named(node.op().name())) || value.elements().isEmpty()) {
      return Optional.empty();
    }
    if (node.op() instanceof Pointwise) {
      return sample(node, place(value), notation::value, names.of(node), value);
    }
    Formula whole = filled(notation::value, node, this::value, number(value), number(value));
    return Optional.of(equation(names.of(node), whole, number(value)));
  }

  /** One element of what an op computes element by element; empty if it is just a name. */
  private Optional<Formula> sample(
      Node node,
      int place,
      Function<Notation.Symbols, String> template,
      Formula name,
      Numbers result) {
    Formula numbers =
        filled(
            template,
            node,
            input -> element(derivation.value(input), source(input.shape(), node.shape(), place)),
            element(derivation.value(node), place),
            element(derivation.value(node), place));
    String index = index(node.shape(), place);
    Formula left = new Formula(name.latex() + index, name.text() + index);
    Formula right = element(result, place);
    return numbers.equals(right) && !index.isEmpty()
        ? Optional.empty()
        : Optional.of(equation(left, numbers, right));
  }

  /** The first place at which all are numbers other than 0: one that is worth telling about. */
  private static int place(Numbers... all) {
    return IntStream.range(0, all[0].elements().size())
        .filter(i -> Arrays.stream(all).allMatch(numbers -> isTelling(numbers.at(i))))
        .findFirst()
        .orElse(0);
  }

  private static boolean isTelling(double number) {
    return number != 0 && Double.isFinite(number);
  }

  /** A tensor where a formula has its name. */
  private Formula name(Tensor tensor) {
    return isWrittenOut(tensor) ? value(tensor) : names.of(tensor);
  }

  private boolean isWrittenOut(Tensor tensor) {
    return Names.isWrittenOut(tensor) && !derivation.xs().contains(tensor);
  }

  /** A tensor where a formula has its value. */
  private Formula value(Tensor tensor) {
    return number(derivation.value(tensor));
  }

  List<BackwardStep> backward() {
    return derivation.reached().stream().map(this::backward).toList();
  }

  private BackwardStep backward(Tensor tensor) {
    return new BackwardStep(
        tensor,
        names.ofCotangent(tensor),
        derivation.uses(tensor).stream().map(this::contribution).toList(),
        derivation.pulledBack(tensor));
  }

  private Contribution contribution(Use use) {
    Node node = use.node();
    Tensor x = node.input(use.input());
    Formula derivative =
        new Formula(
            "\\frac{\\partial " + name(node).latex() + "}{\\partial " + name(x).latex() + "}",
            "\u2202" + name(node).text() + "/\u2202" + name(x).text());
    Notation notation = node.op().notation();
    boolean isGiven = !notation.derivatives().isEmpty();
    Formula bar = names.ofCotangent(node);
    Formula local =
        isGiven
            ? filled(s -> notation.local(use.input(), s), node, this::name, names.of(node), bar)
            : derivative;
    Optional<Numbers> slopes = derivation.slopes(use);
    Numbers value = derivation.value(use.pulled());
    if (!(node.op() instanceof Pointwise)) {
      Function<Notation.Symbols, String> pulled = s -> notation.pulled(use.input(), s);
      Formula arrays =
          filled(pulled, node, this::value, value(node), number(derivation.pulledBack(node)));
      return new Contribution(
          node,
          use.input(),
          derivative,
          local,
          Optional.empty(),
          slopes,
          filled(pulled, node, this::name, names.of(node), bar),
          isGiven ? Optional.of(arrays) : Optional.empty(),
          value);
    }
    String axes = summedAxes(node.shape(), x.shape());
    Formula pulled =
        isGiven
            ? filled(s -> notation.pulled(use.input(), s), node, this::name, names.of(node), bar)
            : times(bar, derivative);
    return new Contribution(
        node,
        use.input(),
        derivative,
        local,
        isGiven ? slopes.flatMap(all -> localNumbers(use, derivative, all)) : Optional.empty(),
        slopes,
        summed(axes, pulled),
        slopes
            .filter(all -> !Formulas.isUnit(local) || !axes.isEmpty())
            .map(all -> summed(axes, scaled(node, local, all))),
        value);
  }

  /** The slope of one element, at which a cotangent comes in. */
  private Optional<Formula> localNumbers(Use use, Formula derivative, Numbers slopes) {
    Node node = use.node();
    int place = place(slopes, derivation.pulledBack(node));
    Notation notation = node.op().notation();
    return slopes.elements().isEmpty()
        ? Optional.empty()
        : sample(node, place, s -> notation.local(use.input(), s), derivative, slopes);
  }

  /** A node's cotangent times the slopes. */
  private Formula scaled(Node node, Formula local, Numbers slopes) {
    Formula cotangent = number(derivation.pulledBack(node));
    return local.text().equals("1") ? cotangent : product(cotangent, number(slopes), node.shape());
  }

  List<CheckedGradient> gradients() {
    return derivation.xs().stream().map(this::gradient).toList();
  }

  private CheckedGradient gradient(Tensor x) {
    Formula name = names.of(x);
    return new CheckedGradient(x, name, derivation.pulledBack(x), derivation.check(x, name.text()));
  }
}
