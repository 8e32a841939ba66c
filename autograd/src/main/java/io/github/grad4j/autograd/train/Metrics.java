package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.ArgMax.argMax;
import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.ExpandDims.expandDims;
import static io.github.grad4j.ops.Less.less;
import static io.github.grad4j.ops.Log.log;
import static io.github.grad4j.ops.LogicalAnd.logicalAnd;
import static io.github.grad4j.ops.LogicalNot.logicalNot;
import static io.github.grad4j.ops.LogicalOr.logicalOr;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.NegativeLogLikelihood.negativeLogLikelihood;
import static io.github.grad4j.ops.NotEqual.notEqual;
import static io.github.grad4j.ops.ReduceMax.reduceMax;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Where.where;
import static io.github.grad4j.ops.Xlogy.xlogy;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.List;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What is measured of a model besides its loss; formulas without derivatives.
 *
 * <p>All are means over examples, so that {@link Evaluation} may take them batch by batch. What is
 * not a mean is counted from predictions: {@link ConfusionMatrix} and {@link Calibration}.
 */
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
    Tensor right = classes(labels, logits, predicted.shape());
    return share(equal(right, predicted));
  }

  /**
   * The share of examples whose class is one of the k with the largest logits.
   *
   * <p>Shape: as {@link #accuracy}, which is its case k = 1. Of equal logits those of the first
   * classes count as larger; NaN counts as larger than all numbers, but a class whose own logit is
   * NaN is never among the k. Without examples it is NaN.
   *
   * @param labels LONG classes, without the last axis of the logits; or one probability for each
   *     class, of the logits' shape, of which the largest tells the class
   * @param logits FLOAT or DOUBLE; probabilities do as well
   * @param k how many classes may be named, in [1, classes]
   * @return a DOUBLE scalar in [0, 1]
   * @throws ShapeException if the labels have neither of the two shapes
   * @throws ArgumentException if k is outside [1, classes]
   */
  public static Tensor topKAccuracy(Tensor labels, Tensor logits, int k) {
    ArgumentException.requireNonNull(labels, "labels");
    // Made for its checks: of the logits' type and rank.
    Shape batch = argMax(logits, -1).shape();
    int count = logits.shape().size(-1);
    if (k < 1 || k > count) {
      throw new ArgumentException("k is in [1, " + count + "], but it is " + k);
    }
    Tensor right = expandDims(classes(labels, logits, batch), -1);
    Tensor ids = Constant.of(LongStream.range(0, count).toArray());
    Tensor own =
        reduceMax(
            where(equal(right, ids), logits, Double.NEGATIVE_INFINITY),
            Axes.axes(-1).keepingDims());
    // Written so that a NaN on either side counts as larger.
    Tensor larger =
        logicalAnd(
            logicalNot(less(logits, own)), logicalOr(less(ids, right), notEqual(logits, own)));
    return share(less(reduceSum(cast(larger, DataType.DOUBLE), Axes.axes(-1)), k));
  }

  /**
   * The mean of -ln p over the examples, p being the probability given to the right class: what a
   * cross entropy is on probabilities, in nats.
   *
   * <p>Shape: as {@link #accuracy}. Labels that are probabilities weigh the logarithms: -Σ y·ln p,
   * where 0·ln 0 is 0. Nothing is clipped: a right class of probability 0 makes it +∞, where
   * scikit-learn's log_loss has a large number. From logits, take the mean of a loss: {@code
   * reduceMean(sparseSoftmaxCrossEntropyWithLogits(labels, logits))}.
   *
   * @param labels LONG classes, without the last axis of the probabilities; or one probability for
   *     each class, of their shape
   * @param probabilities FLOAT or DOUBLE, such as {@code softmax(logits)}
   * @return a DOUBLE scalar; NaN without examples
   * @throws ShapeException if the labels have neither of the two shapes
   */
  public static Tensor logLoss(Tensor labels, Tensor probabilities) {
    ArgumentException.requireNonNull(labels, "labels");
    Tensor right = classes(labels, probabilities, argMax(probabilities, -1).shape());
    Tensor exact = cast(probabilities, DataType.DOUBLE);
    return reduceMean(
        labels.type().isInteger()
            ? negativeLogLikelihood(right, log(exact))
            : negate(reduceSum(xlogy(cast(labels, DataType.DOUBLE), exact), Axes.axes(-1))));
  }

  /** The LONG class of each example. */
  private static Tensor classes(Tensor labels, Tensor logits, Shape batch) {
    Tensor right = labels.type().isInteger() ? labels : argMax(labels, -1);
    Tensors.check(
        () -> requireFit(right.shape(), batch, labels, logits),
        List.of("labels", "logits"),
        List.of(labels, logits));
    return right;
  }

  /** The share of what is true. */
  private static Tensor share(Tensor truths) {
    // DOUBLE counts exactly: a mean of ones and zeros in FLOAT would show in the seventh digit.
    return reduceMean(cast(truths, DataType.DOUBLE));
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
