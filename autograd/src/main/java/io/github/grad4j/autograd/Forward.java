package io.github.grad4j.autograd;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One forward sweep: the tangents of some xs pushed forward along every path to the ys. */
final class Forward {
  private final Sums tangents = new Sums();

  Forward(
      Collection<? extends Tensor> ys,
      List<? extends Tensor> xs,
      List<? extends Tensor> tangentsOfXs) {
    for (int i = 0; i < xs.size(); i++) {
      tangents.add(xs.get(i), tangentsOfXs.get(i));
    }
    for (Tensor tensor : Tensors.order(ys)) {
      if (tensor instanceof Node node
          && node.type().isFloating()
          && node.inputs().stream().anyMatch(tangents::has)) {
        pushForward(node);
      }
    }
  }

  private void pushForward(Node node) {
    List<Partial> partials = Rules.partials(node);
    for (int i = 0; i < partials.size(); i++) {
      Optional<Tensor> tangent = tangent(node.input(i));
      if (tangent.isPresent() && !partials.get(i).isNone()) {
        tangents.add(node, Rules.jvp(partials.get(i), node, i, tangent.get()));
      }
    }
  }

  /** What was pushed forward to a tensor; empty if no path leads there. */
  Optional<Tensor> tangent(Tensor tensor) {
    return tensor instanceof Node node
        ? node.deriving(() -> tangents.total(node))
        : tangents.total(tensor);
  }
}
