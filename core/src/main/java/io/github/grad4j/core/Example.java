package io.github.grad4j.core;

import java.util.List;
import java.util.function.Function;

/**
 * A formula on which an op must be right, and the inputs it is tried with.
 *
 * @param name what messages call it, unique within the op
 * @param domains where each input may be sampled
 * @param formula the formula of the inputs, with the op in it
 */
public record Example(String name, List<Domain> domains, Function<List<Tensor>, Tensor> formula) {
  /**
   * Copies the list.
   *
   * @param name what messages call it
   * @param domains where each input may be sampled
   * @param formula the formula of the inputs
   */
  public Example {
    domains = List.copyOf(domains);
  }
}
