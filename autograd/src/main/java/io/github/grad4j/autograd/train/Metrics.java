package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.ArgMax.argMax;
import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.ReduceMean.reduceMean;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** What is measured of a model besides its loss; formulas without derivatives. */
public final class Metrics {
  private Metrics() {}

  /**
   * The share of examples whose largest logit is that of the right class.
   *
   * <p>Shape: {@code [batch]} or {@code [batch, classes]} and {@code [batch, classes]} to a scalar;
   * any number of axes may stand in place of the batch's. Of equal logits the first counts; without
   * examples it is NaN.
   *
   * @param labels LONG classes, without the last axis of the logits; or one probability for each
   *     class, of the logits' shape, of which the largest tells the class
   * @param logits FLOAT or DOUBLE; probabilities do as well
   * @return a DOUBLE scalar in [0, 1]
   * @throws ShapeException if the labels have neither of the two shapes
   */
  public static Tensor accuracy(Tensor labels, Tensor logits) {
    ArgumentException.requireNonNull(labels, "labels");
    Tensor predicted = argMax(logits, -1);
    Tensor right = labels.type().isInteger() ? labels : argMax(labels, -1);
    Tensors.check(
        () -> requireFit(right.shape(), predicted.shape(), labels, logits),
        List.of("labels", "logits"),
        List.of(labels, logits));
    // DOUBLE counts exactly: a mean of ones and zeros in FLOAT would show in the seventh digit.
    return reduceMean(cast(equal(right, predicted), DataType.DOUBLE));
  }

  private static void requireFit(Shape right, Shape predicted, Tensor labels, Tensor logits) {
    if (!right.equals(predicted)) {
      throw new ShapeException(
          "labels of shape "
              + labels.shape()
              + " do not belong to logits of shape "
              + logits.shape()
              + "; give LONG classes of shape "
              + predicted
              + ", or probabilities of shape "
              + logits.shape());
    }
  }
}
