package io.github.grad4j.autograd.train;

import io.github.grad4j.core.Rows;

/**
 * Some examples: rows of the features, and the rows of the labels that belong to them.
 *
 * @param features one row for each example
 * @param labels one row for each example, in the same order
 */
public record Batch(Rows features, Rows labels) {
  /**
   * The number of examples.
   *
   * @return how many rows there are
   */
  public int size() {
    return features.shape().size(0);
  }
}
