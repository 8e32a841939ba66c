package io.github.grad4j.autograd.explain;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.autograd.check.InputReport;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an {@link Explanation} tells, unwritten: all formulas first, then their numbers at once. */
final class Derivation {
  /** Jacobians of more entries are left out, and those of none. */
  private static final int MOST_ENTRIES = 64;

  private final Tensor loss;
  private final List<Tensor> xs;
  private final Map<Input, Constant> inputs;
  private final List<Tensor> order;
  private final Map<Tensor, Tensor> cotangents = new HashMap<>();
  private final Map<Tensor, List<Use>> uses = new LinkedHashMap<>();
  private final Map<Tensor, Numbers> values = new HashMap<>();

  Derivation(Tensor loss, List<Tensor> xs, Map<Input, Constant> inputs) {
    this.loss = loss;
    this.xs = xs;
    this.inputs = inputs;
    this.order = Tensors.order(List.of(loss));
    differentiate();
    compute();
  }

  /**
   * A tensor as one input of a node.
   *
   * @param pulled what the node adds to the tensor's cotangent
   * @param columns the slopes of an op that computes each element by itself; else the columns of
   *     the Jacobian, none if it has no entry or too many
   */
  record Use(Node node, int input, Tensor pulled, List<Tensor> columns) {}

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
    long entries = (long) x.shape().size() * node.shape().size();
    if (entries == 0 || entries > MOST_ENTRIES) {
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

  /** The cotangent of the loss, of an x, or of a node that depends on one. */
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

  /** The value of anything that was computed. */
  Numbers value(Tensor tensor) {
    Numbers value = values.get(tensor);
    if (value == null) {
      throw new IllegalStateException(tensor + " was not computed");
    }
    return value;
  }

  Tensor loss() {
    return loss;
  }

  List<Tensor> xs() {
    return xs;
  }

  /** The tensors of the loss, leaves first. */
  List<Tensor> order() {
    return order;
  }

  /** The tensors that have a cotangent, the loss first. */
  List<Tensor> reached() {
    Set<Tensor> reached = new LinkedHashSet<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      if (uses.containsKey(order.get(i))) {
        reached.add(order.get(i));
      }
    }
    reached.addAll(xs);
    return List.copyOf(reached);
  }

  /** As what a tensor adds to its cotangent. */
  List<Use> uses(Tensor tensor) {
    return uses.getOrDefault(tensor, List.of());
  }

  /** The value of a tensor's cotangent. */
  Numbers pulledBack(Tensor tensor) {
    // A loss that depends on no x is differentiated by none.
    return cotangents.containsKey(tensor)
        ? value(cotangent(tensor))
        : new Numbers(tensor.type(), List.of(1.0));
  }

  /** The slopes or the Jacobian; empty if it has no entry or too many. */
  Optional<Numbers> slopes(Use use) {
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

  /** The check with respect to one tensor, whatever it is: an input stands in its place. */
  InputReport check(Tensor x, String name) {
    Input moved = new Input(name, x.type());
    Tensor formula = Tensors.substitute(List.of(loss), Map.of(x, moved)).get(0);
    double[] point = value(x).elements().stream().mapToDouble(Double::doubleValue).toArray();
    GradientCheck check = GradientCheck.of(formula).withRespectTo(moved).at(moved, point);
    for (Map.Entry<Input, Constant> input : inputs.entrySet()) {
      check = check.at(input.getKey(), input.getValue());
    }
    return check.check().inputs().get(0);
  }
}
