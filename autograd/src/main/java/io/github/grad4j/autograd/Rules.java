package io.github.grad4j.autograd;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.List;

/** The derivative rules of ops, and what both sweeps demand of them. */
final class Rules {
  private Rules() {}

  /** The partials of a node, as many as it has inputs. */
  static List<Partial> partials(Node node) {
    List<Partial> partials = node.deriving(() -> node.op().partials(node));
    if (partials.size() != node.inputs().size()) {
      throw new ShapeException(
          "op "
              + node.op().name()
              + " has "
              + partials.size()
              + " partials for "
              + node.inputs().size()
              + " inputs; its partials method must return one for each, none() where there is no"
              + " derivative");
    }
    return partials;
  }

  /** What one input adds to the node's tangent. */
  static Tensor jvp(Partial partial, Node node, int input, Tensor tangent) {
    Tensor result = node.deriving(() -> partial.jvp(tangent));
    requireType("jvp", node, input, result, node.type());
    return result;
  }

  /** What the node adds to the cotangent of one input. */
  static Tensor vjp(Partial partial, Node node, int input, Tensor cotangent) {
    Tensor result = node.deriving(() -> partial.vjp(cotangent));
    requireType("vjp", node, input, result, node.input(input).type());
    return result;
  }

  /** A rule must return a tensor of the very type, not one that would broadcast to it. */
  private static void requireType(
      String mode, Node node, int input, Tensor result, TensorType expected) {
    if (!result.type().equals(expected)) {
      throw new ShapeException(
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
