package io.github.grad4j.core;

/** Shapes, axes or sizes that do not fit together. */
public final class ShapeException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public ShapeException(String message) {
    super(message);
  }
}
