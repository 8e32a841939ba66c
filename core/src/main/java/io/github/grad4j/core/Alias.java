package io.github.grad4j.core;

import java.util.List;

/**
 * An op whose output is its first input's data, in the same order, under another shape or name.
 *
 * <p>A plan gives such a node its input's memory and never binds it.
 */
public interface Alias extends Op {
  @Override
  default List<String> inputNames() {
    return List.of("x");
  }

  @Override
  default Kernel bind(List<Slot> inputs, Slot output) {
    Slot source = inputs.get(0);
    return () -> source.copyTo(output);
  }
}
