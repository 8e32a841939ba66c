package io.github.grad4j.autograd;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.OpException;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import java.util.List;
import java.util.Objects;

/** The derivative rules of ops, and what both sweeps demand of them. */
final class Rules {
  private Rules() {}

  /** The partials of a node, as many as it has inputs. */
  static List<Partial> partials(Node node) {
    List<Partial> partials = node.deriving(() -> node.op().partials(node));
    require(node, () -> requireOneEach(node, partials));
    return partials;
  }

  private static void requireOneEach(Node node, List<Partial> partials) {
    boolean hasNull = partials.stream().anyMatch(Objects::isNull);
    if (hasNull || partials.size() != node.inputs().size()) {
      throw new OpException(
          "op "
              + node.op().name()
              + " has "
              + partials.size()
              + (hasNull ? " partials, one of them null, for " : " partials for ")
              + node.inputs().size()
              + " inputs; its partials method must return one for each, none() where there is no"
              + " derivative");
    }
  }

  /** What one input adds to the node's tangent. */
  static Tensor jvp(Partial partial, Node node, int input, Tensor tangent) {
    Tensor result = node.deriving(() -> partial.jvp(tangent));
    require(node, () -> requireType("jvp", node, input, result, node.type()));
    return result;
  }

  /** What the node adds to the cotangent of one input. */
  static Tensor vjp(Partial partial, Node node, int input, Tensor cotangent) {
    Tensor result = node.deriving(() -> partial.vjp(cotangent));
    require(node, () -> requireType("vjp", node, input, result, node.input(input).type()));
    return result;
  }

  /** Checks a rule; the exception names the node that it belongs to. */
  private static void require(Node node, Runnable check) {
    Tensors.check(check, List.of("its node"), List.of(node));
  }

  /** A rule must return a tensor of the very type, not one that would broadcast to it. */
  private static void requireType(
      String mode, Node node, int input, Tensor result, TensorType expected) {
    if (!result.type().equals(expected)) {
      throw new OpException(
          "the "
              + mode
              + " of op "
              + node.op().name()
              + " for "
              + node.op().inputName(input)
              + " returned "
              + result.type()
              + " where "
              + expected
              + " belongs; correct the op's partials");
    }
  }
}
