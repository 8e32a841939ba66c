package io.github.grad4j.autograd.explain;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.PlannedProgram.Step;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is drawn as one: a tensor, the kernel of a plan, or several of them folded.
 *
 * @param number the box's own among those of a graph: the number of one of its tensors
 * @param kind what it is
 * @param title the name of an input, a variable or an op, the value of a constant, or what the ops
 *     have in common
 * @param tensors what it is made of, each in one box only
 * @param results those of them that others read, or that are outputs
 * @param edges what it reads, in the order of the arguments
 * @param bytes the memory that its tensors take, those that go from op to op within a kernel apart
 */
record Box(
    int number,
    Kind kind,
    String title,
    List<Tensor> tensors,
    List<Tensor> results,
    List<Edge> edges,
    long bytes) {

  /** Of so many kinds of ops it is told how many there are. */
  static final int KINDS = 4;

  /** What a box stands for. */
  enum Kind {
    INPUT,
    VARIABLE,
    CONSTANT,
    OP,
    KERNEL,
    FOLDED;

    static Kind of(Tensor tensor) {
      if (tensor instanceof Input) {
        return INPUT;
      }
      if (tensor instanceof Variable) {
        return VARIABLE;
      }
      return tensor instanceof Constant ? CONSTANT : OP;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A tensor that is read.
   *
   * @param tensor the tensor
   * @param from the number of the box that has it
   */
  record Edge(Tensor tensor, int from) {}

  Box {
    tensors = List.copyOf(tensors);
    results = List.copyOf(results);
    edges = List.copyOf(edges);
  }

  /** The box of one tensor. */
  static Box of(int number, Tensor tensor, List<Edge> edges) {
    List<Tensor> itself = List.of(tensor);
    return new Box(number, Kind.of(tensor), titleOf(tensor), itself, itself, edges, bytes(itself));
  }

  /** The box of a kernel. */
  static Box of(int number, Step step, List<Edge> edges) {
    int ops = step.nodes().size();
    String title = ops == 1 ? step.nodes().get(0).op().name() : ops + " fused ops";
    return new Box(
        number,
        ops == 1 ? Kind.OP : Kind.KERNEL,
        step.once() ? title + ", computed once" : title,
        List.copyOf(step.nodes()),
        List.copyOf(step.writes()),
        edges,
        bytes(step.writes()));
  }

  private static long bytes(List<? extends Tensor> tensors) {
    return tensors.stream()
        .mapToLong(t -> (long) t.shape().size() * t.type().dataType().width())
        .sum();
  }

  private static String titleOf(Tensor tensor) {
    if (tensor instanceof Input input) {
      return input.name();
    }
    if (tensor instanceof Variable variable) {
      return variable.name();
    }
    if (tensor instanceof Node node) {
      return node.op().name();
    }
    // A constant that is one number tells it behind its type.
    return tensor.toString().replace("constant " + tensor.type(), "").strip();
  }

  /** Whether it holds what is given, not computed, and has a name. */
  boolean isLeaf() {
    return kind == Kind.INPUT || kind == Kind.VARIABLE;
  }

  /** How many elements its variables have. */
  long parameters() {
    return tensors.stream()
        .filter(Variable.class::isInstance)
        .mapToLong(variable -> variable.shape().size())
        .sum();
  }

  /** The names of its ops, or what else it is made of, and how many of each. */
  Map<String, Integer> ops() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      String name = tensor instanceof Node node ? node.op().name() : Kind.of(tensor).toString();
      counts.merge(name, 1, Integer::sum);
    }
    return counts;
  }

  /** {@code 5 × multiply, 2 × add}, the most frequent first. */
  String counts() {
    return counts(List.of(this));
  }

  /** The same for several boxes. */
  static String counts(List<Box> boxes) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    boxes.forEach(box -> box.ops().forEach((name, n) -> counts.merge(name, n, Integer::sum)));
    String some =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(KINDS)
            .map(count -> count.getValue() + " × " + count.getKey())
            .collect(Collectors.joining(", "));
    return counts.size() <= KINDS ? some : some + ", …";
  }

  /** Where its ops were written, each line once. */
  Set<String> lines() {
    Set<String> lines = new LinkedHashSet<>();
    for (Tensor tensor : tensors) {
      if (tensor instanceof Node node) {
        lines.add(node.where());
      }
    }
    return lines;
  }

  /** The boxes that it reads, each once, and whether a derivative can come back from there. */
  Map<Integer, Boolean> sources() {
    Map<Integer, Boolean> sources = new LinkedHashMap<>();
    for (Edge edge : edges) {
      sources.merge(edge.from(), edge.tensor().type().isFloating(), Boolean::logicalOr);
    }
    return sources;
  }
}
