package io.github.grad4j.core;

/** A plan, or a formula given to one, used in a way that has no meaning. */
public final class PlanException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public PlanException(String message) {
    super(message);
  }
}
