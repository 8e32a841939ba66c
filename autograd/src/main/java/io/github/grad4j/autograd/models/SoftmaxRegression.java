package io.github.grad4j.autograd.models;

import static io.github.grad4j.ops.Softmax.softmax;

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
 * Softmax regression: the logits x·w + b, one for each class.
 *
 * <pre>{@code
 * SoftmaxRegression model = SoftmaxRegression.of(4, 3, DataType.DOUBLE);
 * Tensor loss = add(model.loss(x, labels), l2Penalty(0.01, model.w()));
 * new Lbfgs().minimize(loss, model.parameters());
 * }</pre>
 *
 * @param w the weights, {@code [features, classes]}
 * @param b the biases, {@code [classes]}
 */
public record SoftmaxRegression(Variable w, Variable b) implements Classifier {
  /**
   * A model with parameters that exist already, such as those of a file.
   *
   * @param w the weights, {@code [features, classes]}
   * @param b the biases, {@code [classes]}
   * @throws ShapeException if the shapes are others
   * @throws TypeException if they are not both FLOAT or both DOUBLE
   * @throws ArgumentException if they have one name
   */
  public SoftmaxRegression {
    Affine.requireParameters(w, b);
    Affine.requireMatrix(w);
  }

  /**
   * A model that begins at 0, from where a convex loss is as well minimised as from anywhere.
   *
   * @param features how many an example has
   * @param classes how many there are
   * @param dataType FLOAT or DOUBLE
   * @return the model, with the parameters {@code w} and {@code b}
   * @throws TypeException if the element type is another one
   */
  public static SoftmaxRegression of(int features, int classes, DataType dataType) {
    return new SoftmaxRegression(
        Initializers.zeros("w", Shape.of(features, classes), dataType),
        Initializers.zeros("b", Shape.of(classes), dataType));
  }

  @Override
  public int features() {
    return w.shape().size(0);
  }

  @Override
  public int classes() {
    return w.shape().size(1);
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
   * The logits: x·w + b.
   *
   * @param x {@code [n, features]}
   * @return {@code [n, classes]}
   * @throws ShapeException if x has other than {@code [n, features]}
   */
  public Tensor logits(Tensor x) {
    return Affine.affine(x, w, b);
  }

  @Override
  public Tensor probabilities(Tensor x) {
    return softmax(logits(x));
  }

  @Override
  public Tensor loss(Tensor x, Tensor labels) {
    ArgumentException.requireNonNull(labels, "labels");
    return Affine.meanCrossEntropy(labels, logits(x));
  }
}
