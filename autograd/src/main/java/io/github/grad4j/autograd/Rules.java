package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.AddN.addN;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.ArrayList;
import java.util.List;

/** The derivative rules of ops, and what both sweeps demand of them. */
final class Rules {
  /** How many terms one kernel adds; each needs a tile of memory. */
  private static final int WIDTH = 64;

  private Rules() {}

  /** The partials of a node, as many as it has inputs. */
  static List<Partial> partials(Node node) {
    List<Partial> partials = node.op().partials(node);
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

  /** A rule must return a tensor of the very type, not one that would broadcast to it. */
  static void requireType(String mode, Node node, int input, Tensor result, TensorType expected) {
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

  /**
   * The sum of what came along several paths, in whose order nothing may depend: terms that cancel
   * leave what the others sum to.
   */
  static Tensor sum(List<Tensor> terms) {
    List<Tensor> level = terms;
    while (level.size() > 1) {
      List<Tensor> sums = new ArrayList<>();
      for (int from = 0; from < level.size(); from += WIDTH) {
        List<Tensor> group = level.subList(from, Math.min(level.size(), from + WIDTH));
        sums.add(
            switch (group.size()) {
              case 1 -> group.get(0);
              case 2 -> add(group.get(0), group.get(1));
              default -> addN(group);
            });
      }
      level = sums;
    }
    return level.get(0);
  }
}
