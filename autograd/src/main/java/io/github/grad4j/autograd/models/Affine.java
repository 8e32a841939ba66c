package io.github.grad4j.autograd.models;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.MatMul.matmul;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.SparseSoftmaxCrossEntropyWithLogits.sparseSoftmaxCrossEntropyWithLogits;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.util.List;

/** What the models are made of: x·w + b, and the loss of logits. */
final class Affine {
  private Affine() {}

  /** x·w + b, for rows of as many features as the weights have. */
  static Tensor affine(Tensor x, Tensor w, Tensor b) {
    ArgumentException.requireNonNull(x, "x");
    Tensors.check(() -> requireRows(x.shape(), w.shape()), List.of("x"), List.of(x));
    return add(matmul(x, w), b);
  }

  private static void requireRows(Shape x, Shape w) {
    int width = w.size(0);
    if (x.rank() == 2 && x.size(1) == width) {
      return;
    }
    boolean flat = x.rank() > 2 && x.size() == (long) x.size(0) * width;
    throw new ShapeException(
        "features of shape "
            + x
            + " do not fit weights of shape "
            + w
            + ": each example is a row of "
            + width
            + " features"
            + (flat ? "; flatten the examples, as Dataset.flattened() does" : ""));
  }

  /** The mean cross entropy of classes or of one probability for each. */
  static Tensor meanCrossEntropy(Tensor labels, Tensor logits) {
    return reduceMean(
        labels.type().isInteger()
            ? sparseSoftmaxCrossEntropyWithLogits(labels, logits)
            : softmaxCrossEntropyWithLogits(labels, logits));
  }

  /** Checks the parameters of x·w + b, where x has rows. */
  static void requireParameters(Variable w, Variable b) {
    ArgumentException.requireNonNull(w, "w");
    ArgumentException.requireNonNull(b, "b");
    if (w.shape().rank() == 0 || !b.shape().equals(w.shape().without(0))) {
      throw new ShapeException(
          "biases are added to what weights make of a row, but weights of shape "
              + w.shape()
              + " do not go with biases of shape "
              + b.shape());
    }
    if (!w.type().isFloating() || w.type().dataType() != b.type().dataType()) {
      throw new TypeException(
          "weights and biases are both FLOAT or both DOUBLE, but they are "
              + w.type()
              + " and "
              + b.type());
    }
    if (w.name().equals(b.name())) {
      throw new ArgumentException("parameters have names of their own, but both are " + w.name());
    }
  }

  /** Checks that weights have an axis of features and another of what is told. */
  static void requireMatrix(Variable w) {
    if (w.shape().rank() != 2) {
      throw new ShapeException(
          "weights have the shape [features, classes], but these have " + w.shape());
    }
  }
}
