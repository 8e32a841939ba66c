package io.github.grad4j.autograd;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One reverse sweep: the cotangent of y pulled back along every path to some x. */
final class Reverse {
  private final Sums cotangents = new Sums();

  Reverse(Tensor y, Collection<? extends Tensor> xs, Tensor cotangent) {
    List<Tensor> order = Tensors.order(List.of(y));
    Set<Tensor> active = active(order, xs);
    cotangents.add(y, cotangent);
    for (int i = order.size() - 1; i >= 0; i--) {
      if (order.get(i) instanceof Node node) {
        cotangent(node).ifPresent(c -> pullBack(node, c, active));
      }
    }
  }

  /** The tensors that depend on an x by floating-point numbers all the way. */
  private static Set<Tensor> active(List<Tensor> order, Collection<? extends Tensor> xs) {
    Set<Tensor> active = new HashSet<>(xs);
    for (Tensor tensor : order) {
      if (tensor instanceof Node node
          && node.type().isFloating()
          && node.inputs().stream().anyMatch(active::contains)) {
        active.add(node);
      }
    }
    return active;
  }

  private void pullBack(Node node, Tensor cotangent, Set<Tensor> active) {
    List<Partial> partials = Rules.partials(node);
    for (int i = 0; i < partials.size(); i++) {
      Tensor input = node.input(i);
      if (active.contains(input) && !partials.get(i).isNone()) {
        cotangents.add(input, Rules.vjp(partials.get(i), node, i, cotangent));
      }
    }
  }

  /** What was pulled back to a tensor; empty if no path leads there. */
  Optional<Tensor> cotangent(Tensor tensor) {
    return tensor instanceof Node node
        ? node.deriving(() -> cotangents.total(node))
        : cotangents.total(tensor);
  }
}
