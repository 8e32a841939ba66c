package io.github.grad4j.core;

/**
 * An op that breaks its contract: a method of it returned what none may, or threw what is none of
 * our exceptions.
 *
 * <p>It is a mistake in the op, not in the formula; what the op threw is the cause.
 */
public final class OpException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public OpException(String message) {
    super(message);
  }

  /**
   * A mistake described by {@code message}, and what the op threw.
   *
   * @param message the rule, what came instead, the way out
   * @param cause what the op threw
   */
  public OpException(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }
}
