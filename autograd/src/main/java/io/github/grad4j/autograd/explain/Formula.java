package io.github.grad4j.autograd.explain;

/**
 * One formula, written twice.
 *
 * @param latex for pages that set formulas, without dollar signs
 * @param text for a terminal, where {@code %3} is a node as {@link
 *     io.github.grad4j.core.Tensors#print} calls it and {@code x'} the cotangent of x
 */
public record Formula(String latex, String text) {
  /** The plain text. */
  @Override
  public String toString() {
    return text;
  }
}
