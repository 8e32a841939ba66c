package io.github.grad4j.autograd;

import static io.github.grad4j.ops.AddN.addN;

import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has come to each tensor along several paths, to be added up. */
final class Sums {
  /** So many terms are added at once, with compensation. More would be kept in memory together. */
  private static final int GROUP = 8;

  private final Map<Tensor, List<Tensor>> terms = new HashMap<>();

  /** One more term for a tensor. */
  void add(Tensor tensor, Tensor term) {
    List<Tensor> list = terms.computeIfAbsent(tensor, key -> new ArrayList<>(2));
    if (list.size() == GROUP) {
      collapse(list);
    }
    list.add(term);
  }

  /** Whether anything has come to a tensor. */
  boolean has(Tensor tensor) {
    return terms.containsKey(tensor);
  }

  /** All that has come to a tensor; empty if nothing has. */
  Optional<Tensor> total(Tensor tensor) {
    List<Tensor> list = terms.get(tensor);
    if (list == null) {
      return Optional.empty();
    }
    collapse(list);
    return Optional.of(list.get(0));
  }

  private static void collapse(List<Tensor> list) {
    if (list.size() > 1) {
      Tensor sum = addN(list);
      list.clear();
      list.add(sum);
    }
  }
}
