package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.Catalogue;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An example of an op, and the same example with a wrong derivative rule.
 *
 * @param type the op's class
 * @param right the example as it is
 * @param input the input of the op whose partial is wrong
 * @param mutation what is wrong
 */
record Mutant(Class<? extends Op> type, Example right, int input, Mutation mutation) {
  private static final int SIDE = 3;

  /** Every mistake that can be made in any example of any primitive op. */
  static List<Mutant> all() throws ReflectiveOperationException {
    List<Mutant> mutants = new ArrayList<>();
    for (Op op : Catalogue.primitives()) {
      for (Example example : op.examples()) {
        for (Mutation mutation : Mutation.values()) {
          mutants.addAll(of(op.getClass(), example, mutation));
        }
        mutants.addAll(ofSquare(op.getClass(), example));
      }
    }
    return mutants;
  }

  /** The same example on axes of equal sizes, which a rule can mix up, if it takes them. */
  private static List<Mutant> ofSquare(Class<? extends Op> type, Example example) {
    List<Domain> domains = example.domains().stream().map(Mutant::square).toList();
    if (domains.equals(example.domains())) {
      return List.of();
    }
    Example square = new Example(example.name() + ", square", domains, example.formula());
    try {
      List<Mutant> mutants = of(type, square, Mutation.AXIS);
      boolean isRight =
          mutants.isEmpty()
              || OpCheck.of(List.of(square)).only(OpProperty.FIRST_ORDER).check().isRight();
      return isRight ? mutants : List.of();
    } catch (Grad4jException e) {
      return List.of();
    }
  }

  private static Domain square(Domain domain) {
    int[] sizes = Arrays.stream(domain.shape().sizes()).map(n -> n > 1 ? SIDE : n).toArray();
    return domain.kind() == Domain.Kind.GIVEN
        ? domain
        : new Domain(domain.kind(), Shape.of(sizes), domain.low(), domain.high(), List.of());
  }

  private static List<Mutant> of(Class<? extends Op> type, Example example, Mutation mutation) {
    OpSample sample = new OpSample(example, DataType.DOUBLE, 0);
    List<Mutant> mutants = new ArrayList<>();
    if (!sample.isDifferentiable()) {
      return mutants;
    }
    List<Node> nodes = nodes(sample.y(), type);
    int inputs = nodes.stream().mapToInt(node -> node.inputs().size()).max().orElse(0);
    for (int k = 0; k < inputs; k++) {
      int input = k;
      if (nodes.stream()
          .filter(node -> input < node.inputs().size() && moves(sample, node.input(input)))
          .anyMatch(node -> MutantOp.isPossible(node, input, mutation))) {
        mutants.add(new Mutant(type, example, input, mutation));
      }
    }
    return mutants;
  }

  private static List<Node> nodes(Tensor y, Class<? extends Op> type) {
    return Tensors.order(List.of(y)).stream()
        .filter(tensor -> tensor instanceof Node node && node.op().getClass() == type)
        .map(Node.class::cast)
        .toList();
  }

  /** The nodes whose rule is right, and goes wrong. */
  List<Node> nodes() {
    return nodes(new OpSample(right, DataType.DOUBLE, 0).y(), type);
  }

  /** Whether a tensor depends on what is differentiated by floating-point numbers all the way. */
  private static boolean moves(OpSample sample, Tensor tensor) {
    Set<Tensor> moving = new HashSet<>(sample.xs());
    for (Tensor t : Tensors.order(List.of(tensor))) {
      if (t instanceof Node node
          && node.type().isFloating()
          && node.inputs().stream().anyMatch(moving::contains)) {
        moving.add(node);
      }
    }
    return moving.contains(tensor);
  }

  /** The example with the wrong rule. */
  Example wrong() {
    return new Example(toString(), right.domains(), in -> mutated(right.formula().apply(in)));
  }

  private Tensor mutated(Tensor y) {
    Map<Tensor, Tensor> mutated = new HashMap<>();
    for (Tensor tensor : Tensors.order(List.of(y))) {
      if (tensor instanceof Node node) {
        List<Tensor> inputs = new ArrayList<>();
        node.inputs().forEach(x -> inputs.add(mutated.getOrDefault(x, x)));
        Op op = node.op().getClass() == type ? new MutantOp(node.op(), input, mutation) : node.op();
        mutated.put(node, op.on(inputs));
      }
    }
    return mutated.getOrDefault(y, y);
  }

  @Override
  public String toString() {
    return type.getSimpleName() + " / " + right.name() + " / " + input + " / " + mutation.title();
  }
}
