package io.github.grad4j.autograd.models;

import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A model that tells how probable each class is: formulas of features and parameters.
 *
 * <p>A model of your own implements it to be used by a {@link Predictor}.
 */
public interface Classifier {
  /**
   * The number of features of an example.
   *
   * @return the size of the second axis of what the formulas take
   */
  int features();

  /**
   * The number of classes.
   *
   * @return 2 or more, usually
   */
  int classes();

  /**
   * The element type of parameters and features.
   *
   * @return FLOAT or DOUBLE
   */
  DataType dataType();

  /**
   * What is learned; no two have the same name.
   *
   * @return the variables
   */
  List<Variable> parameters();

  /**
   * The probability of each class, which sum to one over the classes.
   *
   * @param x {@code [n, features]}, a row for each example
   * @return {@code [n, classes]}
   */
  Tensor probabilities(Tensor x);

  /**
   * The mean loss of the examples: the cross entropy, in nats, without a penalty.
   *
   * @param x {@code [n, features]}, a row for each example
   * @param labels LONG classes {@code [n]}, or {@code [n, classes]} of the features' type
   * @return a scalar
   */
  Tensor loss(Tensor x, Tensor labels);
}
