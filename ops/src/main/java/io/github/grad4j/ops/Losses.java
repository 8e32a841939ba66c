package io.github.grad4j.ops;

/**
 * The catalogue of losses, for static import: per example or per element, in the order (labels,
 * logits); {@code reduceMean} or {@code weightedMean} makes them a number.
 *
 * <p>Each method only forwards to the file of its op, where the formula, the domain and the
 * derivative are told.
 */
public final class Losses {
  private Losses() {}
}
