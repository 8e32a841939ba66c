package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Softplus.softplus;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import java.util.Arrays;
import java.util.List;

/**
 * Sigmoid cross entropy in which answers of yes have a weight: y = q·z·softplus(-x) + (1 -
 * z)·softplus(x), with labels z, logits x and weight q.
 *
 * <p>Shape: labels and logits have the same, and so has the result; the weight broadcasts to it. In
 * nats, per element. A weight above 1 trades precision for recall. Nothing overflows for finite
 * logits, and with q = 1 they have the loss of {@link SigmoidCrossEntropyWithLogits}; an infinite
 * logit of a wholly right answer gives NaN (0·∞).
 *
 * <p>Derivative: for the logits, (1 - z)·sigmoid(x) - q·z·sigmoid(-x); for the weight,
 * z·softplus(-x); for the labels, q·softplus(-x) - softplus(x).
 */
public final class WeightedSigmoidCrossEntropyWithLogits {
  private WeightedSigmoidCrossEntropyWithLogits() {}

  /**
   * The weighted cross entropy of each element.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits log odds
   * @param posWeight of the logits' type; broadcasts to their shape
   * @return the losses
   * @throws ShapeException if labels and logits differ in shape, or the weight does not broadcast
   */
  public static Tensor weightedSigmoidCrossEntropyWithLogits(
      Tensor labels, Tensor logits, Tensor posWeight) {
    Tensors.check(
        () -> requireFit(labels.type(), logits.type(), posWeight.type()),
        List.of("labels", "logits", "posWeight"),
        Arrays.asList(labels, logits, posWeight));
    Tensor yes = multiply(multiply(posWeight, labels), softplus(negate(logits)));
    return add(yes, multiply(subtract(1, labels), softplus(logits)));
  }

  private static void requireFit(TensorType labels, TensorType logits, TensorType posWeight) {
    Labels.requireSame(labels, logits, "logits", SigmoidCrossEntropyWithLogits.HINT);
    if (posWeight.dataType() != logits.dataType()) {
      throw new TypeException(
          "posWeight has the element type of the logits, but got "
              + posWeight
              + " for "
              + logits
              + "; cast it");
    }
    if (!posWeight.shape().broadcastsTo(logits.shape())) {
      throw new ShapeException(
          "posWeight shape "
              + posWeight.shape()
              + " does not broadcast to logits shape "
              + logits.shape()
              + "; give one weight, or one for each question along the last axis");
    }
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "one weight",
            List.of(Domain.between(0, 1, 2, 3), Domain.real(2, 3), Domain.positive()),
            in -> weightedSigmoidCrossEntropyWithLogits(in.get(0), in.get(1), in.get(2))),
        new Example(
            "weight for each question",
            List.of(Domain.between(0, 1, 2, 3), Domain.real(2, 3), Domain.positive(3)),
            in -> weightedSigmoidCrossEntropyWithLogits(in.get(0), in.get(1), in.get(2))));
  }
}
