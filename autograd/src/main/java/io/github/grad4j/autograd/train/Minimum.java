package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;

/**
 * Where a search for the least loss ended.
 *
 * @param loss the loss there
 * @param gradientNorm the 2-norm of the gradient there, over all variables
 * @param steps how many steps were taken
 * @param evaluations how often the loss and its gradient were computed
 * @param products how many products of the Hessian and a vector were computed
 * @param reason why the search ended
 */
public record Minimum(
    double loss, double gradientNorm, int steps, int evaluations, int products, Reason reason) {
  /** Why a search ended. */
  public enum Reason {
    /** The gradient is as small as was asked for. */
    CONVERGED,
    /** As much was computed as was allowed. */
    LIMIT_REACHED,
    /** No step lowers the loss any more by what its type can tell apart. */
    STALLED
  }

  /**
   * Checks the reason.
   *
   * @param loss the loss
   * @param gradientNorm the 2-norm of the gradient
   * @param steps how many steps were taken
   * @param evaluations how often the loss and its gradient were computed
   * @param products how many products of the Hessian and a vector were computed
   * @param reason why the search ended
   * @throws ArgumentException if it is null
   */
  public Minimum {
    ArgumentException.requireNonNull(reason, "reason");
  }

  /**
   * Whether the gradient is as small as was asked for.
   *
   * @return true if the search converged
   */
  public boolean converged() {
    return reason == Reason.CONVERGED;
  }
}
