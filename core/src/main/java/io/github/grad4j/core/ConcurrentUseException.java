package io.github.grad4j.core;

/** Two threads at work where only one may be: in one plan, or on one variable. */
public final class ConcurrentUseException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public ConcurrentUseException(String message) {
    super(message);
  }
}
