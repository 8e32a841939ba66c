package io.github.grad4j.core;

/** A label or index, met in the data of a run, that lies outside its range. */
public final class IndexException extends Grad4jException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake described by {@code message}.
   *
   * @param message the rule, what came instead, the way out
   */
  public IndexException(String message) {
    super(message);
  }
}
