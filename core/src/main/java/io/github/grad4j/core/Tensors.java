package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;

/** What can be done with formulas besides computing and differentiating them. */
public final class Tensors {
  private Tensors() {}

  /**
   * All tensors that some formulas are made of, each once, inputs before the nodes that use them.
   *
   * <p>The walk is iterative: the depth of a formula is limited by memory only.
   *
   * @param outputs the formulas
   * @return the tensors in an order in which they can be computed
   */
  public static List<Tensor> order(Collection<? extends Tensor> outputs) {
    return order(ArgumentException.<Tensor>copyOf(outputs, "outputs"), Set.of());
  }

  /** The same walk, which takes some tensors for leaves. */
  private static List<Tensor> order(
      Collection<? extends Tensor> outputs, Set<? extends Tensor> leaves) {
    List<Tensor> ordered = new ArrayList<>();
    Set<Tensor> entered = new HashSet<>();
    Deque<Visit> path = new ArrayDeque<>();
    for (Tensor output : outputs) {
      if (entered.add(output)) {
        path.push(new Visit(output, leaves));
      }
      while (!path.isEmpty()) {
        Visit top = path.peek();
        if (top.next < top.inputs.size()) {
          Tensor input = top.inputs.get(top.next++);
          if (entered.add(input)) {
            path.push(new Visit(input, leaves));
          }
        } else {
          ordered.add(top.tensor);
          path.pop();
        }
      }
    }
    return ordered;
  }

  /** A tensor on the path from an output, and which of its inputs comes next. */
  private static final class Visit {
    private final Tensor tensor;
    private final List<Tensor> inputs;
    private int next;

    Visit(Tensor tensor, Set<? extends Tensor> leaves) {
      this.tensor = tensor;
      this.inputs =
          tensor instanceof Node node && !leaves.contains(node) ? node.inputs() : List.of();
    }
  }

  /**
   * The same formulas on other leaves.
   *
   * <p>A replacement has the shape of what it replaces; it may have another floating-point type,
   * and then constants and ops that name the old type follow. Nodes keep their source lines.
   * Whatever does not depend on a replaced tensor is shared with the given formulas; what only
   * replaced tensors depend on is left out.
   *
   * @param outputs the formulas
   * @param replacements what to put in place of which tensor; a node may be replaced too
   * @return the rewritten formulas, in the order given
   * @throws ShapeException if a replacement has another shape
   * @throws TypeException if the element types no longer fit: a leaf of the old type stayed behind,
   *     integers or truth values are replaced by numbers of another type, or both precisions change
   *     at once
   */
  public static List<Tensor> substitute(
      List<? extends Tensor> outputs, Map<? extends Tensor, ? extends Tensor> replacements) {
    List<Tensor> given = ArgumentException.copyOf(outputs, "outputs");
    Map<Tensor, Tensor> rewritten = new HashMap<>();
    Map<DataType, DataType> types = new EnumMap<>(DataType.class);
    requireNonNull(replacements, "replacements")
        .forEach(
            (old, replacement) -> {
              requireNonNull(old, "a tensor to be replaced");
              requireNonNull(replacement, "the replacement of " + old);
              if (!old.shape().equals(replacement.shape())) {
                throw new ShapeException(
                    old + " is replaced by " + replacement + "; shapes must be equal");
              }
              rewritten.put(old, replacement);
              DataType from = old.type().dataType();
              DataType to = replacement.type().dataType();
              if (from == to) {
                return;
              }
              if (!old.type().isFloating() || !replacement.type().isFloating()) {
                throw new TypeException(
                    old
                        + " is replaced by "
                        + replacement
                        + "; only FLOAT and DOUBLE stand in for each other");
              }
              types.put(from, to);
            });
    if (types.size() > 1) {
      throw new TypeException(
          "replacements of FLOAT by DOUBLE and of DOUBLE by FLOAT leave no type for constants to"
              + " follow; change one precision at a time");
    }
    for (Tensor tensor : order(given, replacements.keySet())) {
      if (!rewritten.containsKey(tensor)) {
        rewritten.put(tensor, rewrite(tensor, rewritten, types));
      }
    }
    return given.stream().map(output -> found(rewritten, output)).toList();
  }

  private static Tensor rewrite(
      Tensor tensor, Map<Tensor, Tensor> rewritten, Map<DataType, DataType> types) {
    if (tensor instanceof Constant constant) {
      DataType to = types.getOrDefault(constant.type().dataType(), constant.type().dataType());
      return to == constant.type().dataType() ? constant : constant.as(to);
    }
    if (tensor instanceof Node node) {
      Op op = node.op();
      for (Map.Entry<DataType, DataType> change : types.entrySet()) {
        op = retyped(op, change);
      }
      List<Tensor> inputs = node.inputs().stream().map(input -> found(rewritten, input)).toList();
      return op.equals(node.op()) && sameTensors(inputs, node.inputs())
          ? node
          : node.rewritten(op, inputs);
    }
    return tensor;
  }

  private static Op retyped(Op op, Map.Entry<DataType, DataType> change) {
    return Contract.call(op, "retyped", () -> op.retyped(change.getKey(), change.getValue()));
  }

  private static Tensor found(Map<Tensor, Tensor> rewritten, Tensor tensor) {
    // Every tensor is rewritten before the nodes that use it.
    return rewritten.getOrDefault(tensor, tensor);
  }

  private static boolean sameTensors(List<Tensor> some, List<Tensor> others) {
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A formula written out, one tensor a line, each once: {@code %3 = matmul(%1, %2) FLOAT[32, 10]
   * at Model.java:42}.
   *
   * @param outputs the formulas
   * @return the lines, inputs before the nodes that use them
   */
  public static String print(Tensor... outputs) {
    Map<Tensor, Integer> numbers = new HashMap<>();
    StringBuilder lines = new StringBuilder();
    for (Tensor tensor : order(Arrays.asList(requireNonNull(outputs, "outputs")))) {
      int number = numbers.size();
      numbers.put(tensor, number);
      lines.append('%').append(number).append(" = ");
      if (tensor instanceof Node node) {
        List<String> inputs = node.inputs().stream().map(t -> "%" + numbers.get(t)).toList();
        lines.append(node.op().name()).append('(').append(String.join(", ", inputs)).append(") ");
        lines.append(node.type()).append(' ').append(node.where());
      } else {
        lines.append(tensor);
      }
      lines.append(System.lineSeparator());
    }
    return lines.toString();
  }

  /**
   * Checks operands of a formula before any node is made of them; an exception thrown by the check
   * tells where they were made.
   *
   * @param check throws what an op's {@code infer} would
   * @param names what messages call the operands
   * @param operands as many tensors
   */
  public static void check(Runnable check, List<String> names, List<? extends Tensor> operands) {
    requireNonNull(check, "check");
    requireNonNull(names, "names");
    for (int i = 0; i < requireNonNull(operands, "operands").size(); i++) {
      requireNonNull(operands.get(i), names.get(i));
    }
    try {
      check.run();
    } catch (Grad4jException e) {
      StringBuilder clauses = new StringBuilder();
      for (int i = 0; i < operands.size(); i++) {
        clauses.append(operand(names.get(i), operands.get(i)));
      }
      e.addOperands(clauses.toString());
      throw e;
    }
  }

  /** The clause of an error message that tells what an operand is and where it was made. */
  static String operand(String name, Tensor tensor) {
    return tensor instanceof Node node
        ? "; " + name + " created by " + node
        : "; " + name + " is " + tensor;
  }
}
