package io.github.grad4j.autograd.train;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Tensor;
import java.util.function.BinaryOperator;

/**
 * What is computed after each epoch.
 *
 * @param name what it is called in the history
 * @param formula from the features and the labels of a batch to a scalar, the mean over the batch
 * @param examples of what it is the mean
 */
record Measure(String name, BinaryOperator<Tensor> formula, Iterable<Batch> examples) {
  Measure {
    ArgumentException.requireNonNull(name, "name");
    ArgumentException.requireNonNull(examples, "examples");
  }
}
