package io.github.grad4j.autograd.nonfinite;

import io.github.grad4j.core.Alias;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Replay;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.Where;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/** What a remedy may ask about the beginning of a chain. */
final class Cause {
  private final List<Link> links;
  private final List<Tensor> order;
  private final Replay replay;

  Cause(List<Link> links, List<Tensor> order, Replay replay) {
    this.links = links;
    this.order = order;
    this.replay = replay;
  }

  private Link first() {
    return links.get(0);
  }

  /** The tensor that is not finite though nothing before it was so. */
  Tensor tensor() {
    return first().output().tensor();
  }

  double value() {
    return first().output().value();
  }

  /** Whether one of the finite numbers it was made of is this one, and be it of the other sign. */
  boolean got(double value) {
    return first().inputs().stream().anyMatch(input -> Math.abs(input.value()) == value);
  }

  boolean gotNegative() {
    return first().inputs().stream().anyMatch(input -> input.value() < 0);
  }

  /** Whether it is a node of a derivative rule. */
  boolean isInDerivative() {
    return tensor() instanceof Node node && node.forward().isPresent();
  }

  /** The node in a user's formula to which the tensor belongs: itself, or what it derives from. */
  Optional<Node> written() {
    return tensor() instanceof Node node ? Optional.of(written(node)) : Optional.empty();
  }

  private static Node written(Node node) {
    Node written = node;
    while (written.forward().isPresent()) {
      written = written.forward().get();
    }
    return written;
  }

  /** Whether the node in a user's formula is of one of some ops. */
  @SafeVarargs
  final boolean isOf(Class<? extends Op>... ops) {
    return written().filter(node -> is(node, ops)).isPresent();
  }

  /** Whether the first input of the node in a user's formula is of one of some ops. */
  @SafeVarargs
  final boolean isAppliedTo(Class<? extends Op>... ops) {
    return source(0).filter(source -> is(source, ops)).isPresent();
  }

  /** The node that one of the written node's inputs is, whatever its shape became. */
  Optional<Node> source(int input) {
    return written().flatMap(node -> source(node, input));
  }

  /** The node that one of a node's inputs is, whatever its shape became. */
  static Optional<Node> source(Node node, int input) {
    if (input >= node.inputs().size()) {
      return Optional.empty();
    }
    Tensor source = node.input(input);
    while (source instanceof Node alias && alias.op() instanceof Alias) {
      source = alias.input(0);
    }
    return source instanceof Node found ? Optional.of(found) : Optional.empty();
  }

  @SafeVarargs
  static boolean is(Node node, Class<? extends Op>... ops) {
    for (Class<? extends Op> op : ops) {
      if (op.isInstance(node.op())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the next link of the chain is a node of this op. */
  boolean nextIs(Class<? extends Op> op) {
    return links.size() > 1 && links.get(1).output().tensor() instanceof Node node && is(node, op);
  }

  /** Whether one of the inputs of the next link is 0. */
  boolean nextGotZero() {
    return links.size() > 1 && links.get(1).inputs().stream().anyMatch(input -> input.value() == 0);
  }

  /** Whether a where reads the written node, and the chain comes from its derivative alone. */
  boolean isBranchNotTaken() {
    List<Tensor> chain = links.stream().map(link -> link.output().tensor()).toList();
    boolean isDerivative =
        chain.stream().anyMatch(t -> t instanceof Node node && node.forward().isPresent());
    return isDerivative
        && written().stream()
            .flatMap(this::readers)
            .anyMatch(reader -> is(reader, Where.class) && !chain.contains(reader));
  }

  /** The nodes of the user's formula that read a node, or one written just like it. */
  Stream<Node> readers(Node read) {
    return order.stream()
        .filter(Node.class::isInstance)
        .map(tensor -> written((Node) tensor))
        .distinct()
        .filter(reader -> sources(reader).anyMatch(source -> isSame(source, read)));
  }

  private static Stream<Node> sources(Node node) {
    return IntStream.range(0, node.inputs().size())
        .mapToObj(i -> source(node, i))
        .flatMap(Optional::stream);
  }

  /** Whether two nodes compute the same, as exp(z) written twice does. */
  static boolean isSame(Node a, Node b) {
    return a == b || (a.op().equals(b.op()) && a.inputs().equals(b.inputs()));
  }

  /** Whether finite numbers became an infinite one. */
  boolean isOverflow() {
    return tensor() instanceof Node && Double.isInfinite(value()) && !got(0);
  }

  /** Whether the divisor is a number of the formula. */
  boolean dividesByConstant() {
    return written().filter(node -> node.input(1) instanceof Constant).isPresent();
  }

  /** Whether the formula has variables that the plan updates. */
  boolean isTrained() {
    return order.stream()
        .anyMatch(
            tensor ->
                tensor instanceof Variable
                    && replay.updates().stream().anyMatch(u -> u.variable() == tensor));
  }

  /** What FLOAT could not hold and DOUBLE can; empty in any other case. */
  Optional<Double> inDouble() {
    if (!isOverflow()
        || tensor().type().dataType() != DataType.FLOAT
        || !(tensor() instanceof Node node)) {
      return Optional.empty();
    }
    try (WhatIf whatIf = WhatIf.inDouble(node, replay)) {
      double value = whatIf.finite(number(first().output()));
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
  }

  private static int number(Element element) {
    int[] strides = element.tensor().shape().strides();
    int number = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      number += element.index().get(axis) * strides[axis];
    }
    return number;
  }
}
