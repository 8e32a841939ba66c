package io.github.grad4j.core;

/** An op bound to the slots of one plan: reads its inputs, writes all of its output. */
@FunctionalInterface
public interface Kernel {
  /**
   * Computes the output from what the inputs hold now.
   *
   * @throws IndexException if an input holds an index or label outside its range
   */
  void run();
}
