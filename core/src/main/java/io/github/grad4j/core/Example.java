package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

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
   * @throws ArgumentException if one of them is null
   */
  public Example {
    requireNonNull(name, "name");
    domains = ArgumentException.copyOf(domains, "domains");
    requireNonNull(formula, "formula");
  }
}
