package io.github.grad4j.core;

/** Element types that do not fit together, or that an operation does not take. */
public final class TypeException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public TypeException(String message) {
    super(message);
  }
}
