package io.github.grad4j.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An op applied to tensors. */
public final class Node implements Tensor {
  private final Op op;
  private final List<Tensor> inputs;
  private final TensorType type;
  private final Origin origin;

  private Node(Op op, List<Tensor> inputs, TensorType type, Origin origin) {
    this.op = op;
    this.inputs = inputs;
    this.type = type;
    this.origin = origin;
  }

  /** A node made at the user's line, or in the derivative rule being applied. */
  static Node of(Op op, List<Tensor> inputs) {
    List<Tensor> given = requireGiven(op, inputs);
    return new Node(op, given, infer(op, given), Origin.here(op));
  }

  /** The node that stands for this one in a rewritten formula; it keeps its origin. */
  Node rewritten(Op newOp, List<Tensor> newInputs) {
    return new Node(newOp, List.copyOf(newInputs), infer(newOp, newInputs), origin);
  }

  private static List<Tensor> requireGiven(Op op, List<Tensor> inputs) {
    List<Tensor> copy = new ArrayList<>();
    for (Tensor input : ArgumentException.requireNonNull(inputs, "inputs")) {
      copy.add(ArgumentException.requireNonNull(input, Contract.knownAs(op, copy.size())));
    }
    return List.copyOf(copy);
  }

  private static TensorType infer(Op op, List<Tensor> inputs) {
    try {
      Contract.requireInputs(op, inputs.size());
      List<TensorType> types = inputs.stream().map(Tensor::type).toList();
      TensorType type = Contract.call(op, "infer", () -> op.infer(types));
      if (op instanceof Alias) {
        requireSameData(type, types);
      }
      return type;
    } catch (Grad4jException e) {
      StringBuilder operands = new StringBuilder();
      for (int i = 0; i < inputs.size(); i++) {
        operands.append(Tensors.operand(Contract.knownAs(op, i), inputs.get(i)));
      }
      e.addOperands(op, operands.toString());
      throw e;
    }
  }

  /** A plan gives an alias its input's memory, whatever the op says that it holds. */
  private static void requireSameData(TensorType type, List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new OpException("an Alias has an input whose elements are its output's, but got none");
    }
    TensorType input = inputs.get(0);
    if (type.dataType() != input.dataType() || type.shape().size() != input.shape().size()) {
      throw new OpException(
          "the output of an Alias has its input's elements, as many and of the same type, but infer"
              + " says "
              + type
              + " for "
              + input
              + "; correct infer, or do not implement Alias");
    }
  }

  /**
   * The operation.
   *
   * @return the op
   */
  public Op op() {
    return op;
  }

  /**
   * What the op is applied to.
   *
   * @return the inputs, unmodifiable
   */
  public List<Tensor> inputs() {
    return inputs;
  }

  /**
   * One of the inputs.
   *
   * @param index which, from 0
   * @return the input
   */
  public Tensor input(int index) {
    return inputs.get(index);
  }

  @Override
  public TensorType type() {
    return type;
  }

  /**
   * Where the node was made.
   *
   * @return {@code at Model.java:42}, or for a node of a derivative rule {@code in the derivative
   *     of log at Model.java:42}
   */
  public String where() {
    return origin.where();
  }

  /**
   * The node whose derivative rule made this one.
   *
   * @return empty for a node that a user's formula made
   */
  public Optional<Node> forward() {
    return origin instanceof Origin.RuleOf rule ? Optional.of(rule.forward()) : Optional.empty();
  }

  /**
   * Runs a derivative rule of this node; the nodes it makes remember that they belong here.
   *
   * @param <T> what the rule returns
   * @param rule makes tensors on the calling thread
   * @return what the rule returned
   * @throws OpException if the rule returns null, or throws what is no exception of ours
   */
  public <T> T deriving(Supplier<T> rule) {
    try {
      return Origin.within(this, () -> Contract.call(op, "a derivative rule", rule));
    } catch (Grad4jException e) {
      e.addDerivative(this);
      throw e;
    }
  }

  /**
   * The op, the type and the origin, never the inputs: {@code log FLOAT[2, 3] at Model.java:42}.
   */
  @Override
  public String toString() {
    return op.name() + " " + type + " " + where();
  }
}
