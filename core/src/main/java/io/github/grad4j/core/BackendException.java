package io.github.grad4j.core;

/** No ND4J backend on the class path, or one that this library does not run on. */
public final class BackendException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public BackendException(String message) {
    super(message);
  }
}
