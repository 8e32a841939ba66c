package io.github.grad4j.autograd.models;

import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.SquaredError.squaredError;

import io.github.grad4j.autograd.train.Initializers;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Linear regression: the prediction x·w + b, of one number or of several.
 *
 * @param w the weights, {@code [features]} for one number, else {@code [features, targets]}
 * @param b the biases, a scalar or {@code [targets]}
 */
public record LinearRegression(Variable w, Variable b) {
  /**
   * A model with parameters that exist already, such as those of a file.
   *
   * @param w the weights, {@code [features]} or {@code [features, targets]}
   * @param b the biases, a scalar or {@code [targets]}
   * @throws ShapeException if the shapes are others
   * @throws TypeException if they are not both FLOAT or both DOUBLE
   * @throws ArgumentException if they have one name
   */
  public LinearRegression {
    Affine.requireParameters(w, b);
    if (w.shape().rank() > 2) {
      throw new ShapeException(
          "weights have the shape [features] or [features, targets], but these have " + w.shape());
    }
  }

  /**
   * A model of one number for each example, labels {@code [n]}, that begins at 0.
   *
   * @param features how many an example has
   * @param dataType FLOAT or DOUBLE
   * @return the model, with the parameters {@code w} and {@code b}
   * @throws TypeException if the element type is another one
   */
  public static LinearRegression of(int features, DataType dataType) {
    return of(Shape.of(features), dataType);
  }

  /**
   * A model of several numbers for each example, labels {@code [n, targets]}, that begins at 0.
   *
   * @param features how many an example has
   * @param targets how many numbers are told of it
   * @param dataType FLOAT or DOUBLE
   * @return the model, with the parameters {@code w} and {@code b}
   * @throws TypeException if the element type is another one
   */
  public static LinearRegression of(int features, int targets, DataType dataType) {
    return of(Shape.of(features, targets), dataType);
  }

  private static LinearRegression of(Shape weights, DataType dataType) {
    return new LinearRegression(
        Initializers.zeros("w", weights, dataType),
        Initializers.zeros("b", weights.without(0), dataType));
  }

  /**
   * What is learned.
   *
   * @return weights and biases
   */
  public List<Variable> parameters() {
    return List.of(w, b);
  }

  /**
   * What is told of each example: x·w + b.
   *
   * @param x {@code [n, features]}
   * @return {@code [n]} or {@code [n, targets]}
   * @throws ShapeException if x has other than {@code [n, features]}
   */
  public Tensor predictions(Tensor x) {
    return Affine.affine(x, w, b);
  }

  /**
   * The mean squared error over all numbers, without a penalty.
   *
   * @param x {@code [n, features]}
   * @param labels of the predictions' type and shape
   * @return a scalar
   * @throws ShapeException if x has other than {@code [n, features]}, or the labels have another
   *     shape than the predictions
   */
  public Tensor loss(Tensor x, Tensor labels) {
    ArgumentException.requireNonNull(labels, "labels");
    return reduceMean(squaredError(labels, predictions(x)));
  }
}
