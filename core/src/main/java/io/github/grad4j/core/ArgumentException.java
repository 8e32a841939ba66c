package io.github.grad4j.core;

/** A number that configures an op, an optimizer or a batch, outside of the range it must lie in. */
public final class ArgumentException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public ArgumentException(String message) {
    super(message);
  }
}
