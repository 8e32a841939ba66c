package io.github.grad4j.core;

import java.util.List;

/**
 * An op that has a partner on the same inputs, and one kernel that computes both: a loss and its
 * gradient.
 */
public interface Paired extends Op {
  /**
   * The op whose result the common kernel also yields.
   *
   * @return the partner, to be applied to the same inputs
   */
  Op partner();

  /**
   * The kernel that computes both results.
   *
   * @param inputs the common inputs
   * @param output this op's output
   * @param partnerOutput the partner's output
   * @return the kernel
   */
  Kernel bindPair(List<Slot> inputs, Slot output, Slot partnerOutput);
}
