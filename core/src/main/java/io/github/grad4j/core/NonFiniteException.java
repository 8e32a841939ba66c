package io.github.grad4j.core;

/** A run whose scalar output is infinite or NaN; it committed none of its updates. */
public final class NonFiniteException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public NonFiniteException(String message) {
    super(message);
  }
}
