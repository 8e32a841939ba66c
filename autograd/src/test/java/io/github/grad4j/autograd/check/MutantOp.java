package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.TensorType;
import java.util.List;

/** An op whose derivative rule for one input is wrong. */
record MutantOp(Op op, int input, Mutation mutation) implements Op {
  /** Whether the mistake can be made at a node of an op. */
  static boolean isPossible(Node node, int input, Mutation mutation) {
    if (node.input(input).shape().size() == 0 || node.shape().size() == 0) {
      return false;
    }
    List<Partial> right = node.op().partials(node);
    return !right.get(input).isNone() && mutation.of(node.op(), node, right, input).isPresent();
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return op.infer(inputs);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    return op.bind(inputs, output);
  }

  @Override
  public List<Partial> partials(Node y) {
    List<Partial> right = op.partials(y);
    return right.get(input).isNone() ? right : mutation.of(op, y, right, input).orElse(right);
  }

  @Override
  public String name() {
    return op.name();
  }

  @Override
  public List<String> inputNames() {
    return op.inputNames();
  }
}
