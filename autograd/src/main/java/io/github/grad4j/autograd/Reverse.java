package io.github.grad4j.autograd;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One reverse sweep: the cotangent of y pulled back along every path to some x. */
final class Reverse {
  /** The terms of each cotangent; one term once they have been summed. */
  private final Map<Tensor, List<Tensor>> cotangents = new HashMap<>();

  Reverse(Tensor y, Collection<? extends Tensor> xs, Tensor cotangent) {
    List<Tensor> order = Tensors.order(List.of(y));
    Set<Tensor> active = active(order, xs);
    cotangents.put(y, List.of(cotangent));
    for (int i = order.size() - 1; i >= 0; i--) {
      if (order.get(i) instanceof Node node && active.contains(node)) {
        node.deriving(() -> pullBack(node, active));
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

  private boolean pullBack(Node node, Set<Tensor> active) {
    Optional<Tensor> cotangent = cotangent(node);
    if (cotangent.isEmpty()) {
      return false;
    }
    List<Partial> partials = Rules.partials(node);
    for (int i = 0; i < partials.size(); i++) {
      Tensor input = node.input(i);
      if (active.contains(input) && !partials.get(i).isNone()) {
        Tensor term = partials.get(i).vjp(cotangent.get());
        Rules.requireType("vjp", node, i, term, input.type());
        cotangents.computeIfAbsent(input, key -> new ArrayList<>()).add(term);
      }
    }
    return true;
  }

  /** What was pulled back to a tensor; empty if no path leads there. */
  Optional<Tensor> cotangent(Tensor tensor) {
    List<Tensor> terms = cotangents.getOrDefault(tensor, List.of());
    if (terms.size() > 1) {
      terms = List.of(Rules.sum(terms));
      cotangents.put(tensor, terms);
    }
    return terms.stream().findFirst();
  }
}
