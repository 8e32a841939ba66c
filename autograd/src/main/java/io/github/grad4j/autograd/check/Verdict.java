package io.github.grad4j.autograd.check;

/** What a check found out about the derivative with respect to one input. */
public enum Verdict {
  /** All that was compared agrees with finite differences within their own error. */
  RIGHT,

  /** Each element of the derivative is 0, as the differences are, so that nothing is proven. */
  VACUOUS,

  /** Finite differences are too inexact to tell. */
  NOISY,

  /** The function has different slopes to the left and to the right. */
  KINK,

  /** An element of the derivative differs from finite differences by more than their error. */
  WRONG,

  /** The function or its derivative is NaN or infinite. */
  NON_FINITE,

  /** Two evaluations at the same point gave different numbers. */
  NON_DETERMINISTIC;

  /**
   * Whether something is the matter with the derivative.
   *
   * @return true for {@link #WRONG}, {@link #NON_FINITE} and {@link #NON_DETERMINISTIC}; a kink, a
   *     noisy or a constant function are no mistake of the derivative
   */
  public boolean isFailure() {
    return this == WRONG || this == NON_FINITE || this == NON_DETERMINISTIC;
  }
}
