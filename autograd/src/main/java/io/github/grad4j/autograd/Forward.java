package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Add.add;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One forward sweep: the tangents of some xs pushed forward along every path to the ys. */
final class Forward {
  private final Map<Tensor, Tensor> tangents = new HashMap<>();

  Forward(
      Collection<? extends Tensor> ys,
      List<? extends Tensor> xs,
      List<? extends Tensor> tangentsOfXs) {
    for (int i = 0; i < xs.size(); i++) {
      tangents.merge(xs.get(i), tangentsOfXs.get(i), (sum, term) -> add(sum, term));
    }
    for (Tensor tensor : Tensors.order(ys)) {
      if (tensor instanceof Node node
          && node.type().isFloating()
          && node.inputs().stream().anyMatch(tangents::containsKey)) {
        node.deriving(() -> pushForward(node));
      }
    }
  }

  private boolean pushForward(Node node) {
    List<Tensor> terms = new ArrayList<>();
    tangent(node).ifPresent(terms::add);
    List<Partial> partials = Rules.partials(node);
    for (int i = 0; i < partials.size(); i++) {
      Tensor tangent = tangents.get(node.input(i));
      if (tangent != null && !partials.get(i).isNone()) {
        Tensor term = partials.get(i).jvp(tangent);
        Rules.requireType("jvp", node, i, term, node.type());
        terms.add(term);
      }
    }
    if (!terms.isEmpty()) {
      tangents.put(node, Rules.sum(terms));
    }
    return true;
  }

  /** What was pushed forward to a tensor; empty if no path leads there. */
  Optional<Tensor> tangent(Tensor tensor) {
    return Optional.ofNullable(tangents.get(tensor));
  }
}
