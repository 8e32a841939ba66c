package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.ops.StopGradient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Looks for the op that makes a derivative fail: each op alone, its inputs variables that hold the
 * values which the op saw.
 *
 * <p>At order 2 the derivative fails either because an op that it is made of is wrong, or because
 * an op of the formula is right at order 1 only. So the ops of order 2 are checked at their order
 * 1, then those of order 1 at their order 2.
 */
final class NodeSearch {
  /** So many ops are looked at, and at least one for each op on each types. */
  private static final int MOST = 1000;

  /** So many numbers are kept at once. */
  private static final int NUMBERS = 1 << 22;

  private final List<Level> levels;
  private final Set<Verdict> failures = EnumSet.noneOf(Verdict.class);
  private final List<Integer> failed = new ArrayList<>();
  private final SplittableRandom random;
  private int checked;
  private int untold;
  private int skipped;

  NodeSearch(List<Level> levels, List<InputReport> reports, SplittableRandom random) {
    this.levels = levels;
    this.random = random;
    int last = levels.get(levels.size() - 1).xs().size();
    List<InputReport> ofLastOrder = reports.subList(reports.size() - last, reports.size());
    for (int k = 0; k < last; k++) {
      if (ofLastOrder.get(k).verdict().isFailure()) {
        failures.add(ofLastOrder.get(k).verdict());
        failed.add(k);
      }
    }
  }

  Diagnosis run() {
    for (int order = 1; order <= levels.size(); order++) {
      Level level = levels.get(levels.size() - order);
      Optional<RuleReport> fault = first(level, order);
      if (fault.isPresent()) {
        return new Diagnosis(fault, checked, untold, skipped);
      }
    }
    return new Diagnosis(Optional.empty(), checked, untold, skipped);
  }

  /** The first op of a level that fails at an order of its own. */
  private Optional<RuleReport> first(Level level, int order) {
    Set<Tensor> moving = moving(level, order);
    List<Node> nodes = new ArrayList<>();
    int numbers = 0;
    for (Node node : bounded(level, moving)) {
      nodes.add(node);
      numbers += node.inputs().stream().mapToInt(input -> input.shape().size()).sum();
      if (numbers > NUMBERS) {
        Optional<RuleReport> fault = first(level, order, nodes, moving);
        if (fault.isPresent()) {
          return fault;
        }
        nodes.clear();
        numbers = 0;
      }
    }
    return first(level, order, nodes, moving);
  }

  /** What depends on an input that failed. */
  private Set<Tensor> moving(Level level, int order) {
    Set<Tensor> moving = new HashSet<>();
    for (int k : failed) {
      // A mixed derivative of two inputs concerns the rules of both.
      if (order == 1 && k < level.xs().size()) {
        moving.add(level.xs().get(k).input());
      }
    }
    if (moving.isEmpty()) {
      moving.addAll(level.inputs());
    }
    for (Tensor tensor : Tensors.order(level.ys())) {
      if (tensor instanceof Node node
          && node.type().isFloating()
          && node.inputs().stream().anyMatch(moving::contains)) {
        moving.add(node);
      }
    }
    return moving;
  }

  /** An op and the types that it is applied to. */
  private record Kind(Op op, List<TensorType> inputs) {
    static Kind of(Node node) {
      return new Kind(node.op(), node.inputs().stream().map(Tensor::type).toList());
    }
  }

  /** The nodes to be looked at, in the order of computation. */
  private List<Node> bounded(Level level, Set<Tensor> moving) {
    Map<Kind, List<Node>> kinds = new LinkedHashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Tensor tensor : Tensors.order(level.ys())) {
      // The derivative of what is stopped differs from its differences on purpose.
      if (tensor instanceof Node node
          && moving.contains(node)
          && !(node.op() instanceof StopGradient)) {
        nodes.add(node);
        kinds.computeIfAbsent(Kind.of(node), kind -> new ArrayList<>()).add(node);
      }
    }
    int ofEach = Math.max(1, MOST / Math.max(1, kinds.size()));
    Set<Node> kept = new HashSet<>();
    if (nodes.size() <= MOST) {
      kept.addAll(nodes);
    } else {
      kinds.values().forEach(same -> kept.addAll(same.subList(0, Math.min(ofEach, same.size()))));
    }
    skipped += nodes.size() - kept.size();
    return nodes.stream().filter(kept::contains).toList();
  }

  private Optional<RuleReport> first(Level level, int order, List<Node> nodes, Set<Tensor> moving) {
    Set<Tensor> seen = new LinkedHashSet<>();
    nodes.forEach(node -> seen.addAll(node.inputs()));
    Map<Tensor, Constant> values = values(level, List.copyOf(seen));
    for (Node node : nodes) {
      Optional<RuleReport> fault = check(level, order, node, moving, values);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Map<Tensor, Constant> values(Level level, List<Tensor> tensors) {
    Map<Tensor, Constant> values = new HashMap<>();
    if (tensors.isEmpty()) {
      return values;
    }
    try (Plan plan = Plan.of(tensors)) {
      for (Point point : level.points()) {
        if (plan.uses(point.input())) {
          plan.feed(point.input(), point.value());
        }
      }
      plan.run();
      tensors.forEach(tensor -> values.put(tensor, Constant.of(plan.value(tensor))));
    }
    return values;
  }

  /** Checks one op by itself. */
  private Optional<RuleReport> check(
      Level level, int order, Node node, Set<Tensor> moving, Map<Tensor, Constant> values) {
    List<Tensor> inputs = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Tensor input = node.input(i);
      Constant value = Objects.requireNonNull(values.get(input));
      if (moving.contains(input)) {
        Input variable = new Input(node.op().inputName(i), input.type());
        points.add(new Point(variable, numbers(value)));
        inputs.add(variable);
      } else {
        inputs.add(value);
      }
    }
    Tensor alone = node.op().on(inputs);
    Level own = Level.first(alone, points, level.precision(), random);
    while (own.order() < order) {
      own = own.next(random);
    }
    checked++;
    List<InputReport> reports = new LevelCheck(own, random).run();
    if (reports.stream().noneMatch(report -> report.verdict() == Verdict.RIGHT)) {
      untold++;
    }
    return reports.stream()
        .filter(report -> failures.contains(report.verdict()))
        .findFirst()
        .map(report -> new RuleReport(node.op().name(), node.where(), report));
  }

  private static double[] numbers(Constant value) {
    try (Plan plan = Plan.of(value)) {
      return plan.run().doubles(value);
    }
  }
}
