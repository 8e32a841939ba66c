package io.github.grad4j.autograd.models;

import static io.github.grad4j.ops.Fill.zerosLike;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.SigmoidCrossEntropyWithLogits.sigmoidCrossEntropyWithLogits;
import static io.github.grad4j.ops.Softmax.softmax;
import static io.github.grad4j.ops.Stack.stack;

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
 * Logistic regression: the log odds x·w + b of class 1 against class 0.
 *
 * @param w the weights, {@code [features]}
 * @param b the bias, a scalar
 */
public record LogisticRegression(Variable w, Variable b) implements Classifier {
  /**
   * A model with parameters that exist already, such as those of a file.
   *
   * @param w the weights, {@code [features]}
   * @param b the bias, a scalar
   * @throws ShapeException if the shapes are others
   * @throws TypeException if they are not both FLOAT or both DOUBLE
   * @throws ArgumentException if they have one name
   */
  public LogisticRegression {
    Affine.requireParameters(w, b);
    if (w.shape().rank() != 1) {
      throw new ShapeException(
          "weights have the shape [features], but these have "
              + w.shape()
              + "; SoftmaxRegression has a column for each class");
    }
  }

  /**
   * A model that begins at 0.
   *
   * @param features how many an example has
   * @param dataType FLOAT or DOUBLE
   * @return the model, with the parameters {@code w} and {@code b}
   * @throws TypeException if the element type is another one
   */
  public static LogisticRegression of(int features, DataType dataType) {
    return new LogisticRegression(
        Initializers.zeros("w", Shape.of(features), dataType),
        Initializers.zeros("b", Shape.scalar(), dataType));
  }

  @Override
  public int features() {
    return w.shape().size(0);
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public DataType dataType() {
    return w.type().dataType();
  }

  @Override
  public List<Variable> parameters() {
    return List.of(w, b);
  }

  /**
   * The log odds of class 1: x·w + b.
   *
   * @param x {@code [n, features]}
   * @return {@code [n]}
   * @throws ShapeException if x has other than {@code [n, features]}
   */
  public Tensor logits(Tensor x) {
    return Affine.affine(x, w, b);
  }

  /** Log odds as the logits of both classes, of which that of class 0 is 0. */
  private static Tensor ofBoth(Tensor logits) {
    return stack(List.of(zerosLike(logits), logits), -1);
  }

  @Override
  public Tensor probabilities(Tensor x) {
    return softmax(ofBoth(logits(x)));
  }

  /**
   * The mean loss of the examples: the cross entropy, in nats, without a penalty.
   *
   * @param x {@code [n, features]}, a row for each example
   * @param labels LONG classes 0 and 1 {@code [n]}; or of the features' type, {@code [n]} the
   *     probability of class 1, or {@code [n, 2]} of both
   * @return a scalar
   */
  @Override
  public Tensor loss(Tensor x, Tensor labels) {
    ArgumentException.requireNonNull(labels, "labels");
    Tensor logits = logits(x);
    // Classes are checked by the loss that takes them, which a cast to numbers would not do.
    return labels.shape().rank() == 1 && labels.type().isFloating()
        ? reduceMean(sigmoidCrossEntropyWithLogits(labels, logits))
        : Affine.meanCrossEntropy(labels, ofBoth(logits));
  }
}
