package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.ShapeException;

/**
 * Some examples: rows of the features, and the rows of the labels that belong to them.
 *
 * @param features one row for each example
 * @param labels one row for each example, in the same order
 */
public record Batch(Rows features, Rows labels) {
  /**
   * Checks that both are given, for as many examples.
   *
   * @param features one row for each example
   * @param labels one row for each example, in the same order
   * @throws ShapeException if there are not as many rows of each
   * @throws ArgumentException if one of them is null
   */
  public Batch {
    int examples = ArgumentException.requireNonNull(features, "features").shape().size(0);
    if (ArgumentException.requireNonNull(labels, "labels").shape().size(0) != examples) {
      throw new ShapeException(
          "features of shape "
              + features.shape()
              + " and labels of shape "
              + labels.shape()
              + " have not as many rows; give one row of each for every example");
    }
  }

  /**
   * The number of examples.
   *
   * @return how many rows there are
   */
  public int size() {
    return features.shape().size(0);
  }
}
