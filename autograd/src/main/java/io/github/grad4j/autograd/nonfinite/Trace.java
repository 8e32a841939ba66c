package io.github.grad4j.autograd.nonfinite;

import io.github.grad4j.autograd.nonfinite.WhatIf.Place;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Replay;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The way back from one tensor of a replay to where it stopped being finite. */
final class Trace {
  private final Replay replay;
  private final Tensor target;
  private final List<Tensor> order;

  Trace(Replay replay, Tensor target) {
    this.replay = replay;
    this.target = target;
    this.order = Tensors.order(List.of(target));
  }

  /** The target's first element that is not finite. */
  Optional<Element> found() {
    int first = target.type().isFloating() ? firstIn(replay.doubles(target)) : -1;
    return first < 0 ? Optional.empty() : Optional.of(element(target, first));
  }

  /** All that the target is made of, in the order of the computation. */
  List<Tensor> order() {
    return order;
  }

  private static int firstIn(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private Element element(Tensor tensor, int number) {
    return Element.of(tensor, number, replay.element(tensor, number));
  }

  /** The chain from where it began to the target's element. */
  List<Link> links() {
    Deque<Link> links = new ArrayDeque<>();
    Tensor tensor = target;
    int number = firstIn(replay.doubles(target));
    while (tensor instanceof Node node) {
      try (WhatIf whatIf = WhatIf.of(node, replay)) {
        Optional<Place> culprit = whatIf.culprit(number);
        links.addFirst(link(node, number, whatIf, culprit));
        if (culprit.isEmpty()) {
          return List.copyOf(links);
        }
        tensor = node.input(culprit.get().input());
        number = culprit.get().element();
      }
    }
    links.addFirst(new Link(element(tensor, number), List.of()));
    return List.copyOf(links);
  }

  private Link link(Node node, int number, WhatIf whatIf, Optional<Place> culprit) {
    List<Place> shown =
        WhatIf.isPointwise(node)
            ? whatIf.samePlaces(number)
            : culprit.map(List::of).orElseGet(whatIf::largest);
    List<Element> inputs = new ArrayList<>();
    shown.forEach(place -> inputs.add(element(node.input(place.input()), place.element())));
    return new Link(element(node, number), inputs);
  }

  /** At how many elements of a tensor something that is not finite begins. */
  int beginnings(Tensor tensor) {
    double[] values = replay.doubles(tensor);
    if (!tensor.type().isFloating() || firstIn(values) < 0) {
      return 0;
    }
    if (tensor instanceof Node node) {
      try (WhatIf whatIf = WhatIf.of(node, replay)) {
        return whatIf.beginnings();
      }
    }
    int count = 0;
    for (double value : values) {
      count += Double.isFinite(value) ? 0 : 1;
    }
    return count;
  }

  /** In how many tensors of the target's something that is not finite begins; masks apart. */
  int places() {
    int count = 0;
    for (Tensor tensor : order) {
      count += !(tensor instanceof Constant) && beginnings(tensor) > 0 ? 1 : 0;
    }
    return count;
  }
}
