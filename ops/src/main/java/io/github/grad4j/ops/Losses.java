package io.github.grad4j.ops;

import io.github.grad4j.core.Tensor;

/**
 * The catalogue of losses, for static import: per example or per element, in the order (labels,
 * logits); {@code reduceMean} or {@code weightedMean} makes them a number.
 *
 * <p>Each method only forwards to the file of its op, where the formula, the domain and the
 * derivative are told.
 */
public final class Losses {
  private Losses() {}

  /**
   * The absolute error of each element.
   *
   * @param labels FLOAT or DOUBLE, of the predictions' type and shape
   * @param predictions what is compared with the labels
   * @return the losses
   * @see AbsoluteError
   */
  public static Tensor absoluteError(Tensor labels, Tensor predictions) {
    return AbsoluteError.absoluteError(labels, predictions);
  }

  /**
   * The cross entropy of each element.
   *
   * @param labels FLOAT or DOUBLE, of the probabilities' type and shape
   * @param probabilities each in [0, 1]
   * @return the losses
   * @see BinaryCrossEntropy
   */
  public static Tensor binaryCrossEntropy(Tensor labels, Tensor probabilities) {
    return BinaryCrossEntropy.binaryCrossEntropy(labels, probabilities);
  }

  /**
   * The hinge loss of each element.
   *
   * @param labels FLOAT or DOUBLE, each 0 or 1, of the logits' type and shape
   * @param logits signed distances from the decision
   * @return the losses
   * @see Hinge
   */
  public static Tensor hinge(Tensor labels, Tensor logits) {
    return Hinge.hinge(labels, logits);
  }

  /**
   * The Huber loss of each element with delta = 1.
   *
   * @param labels FLOAT or DOUBLE, of the predictions' type and shape
   * @param predictions what is compared with the labels
   * @return the losses
   * @see Huber
   */
  public static Tensor huber(Tensor labels, Tensor predictions) {
    return Huber.huber(labels, predictions);
  }

  /**
   * The Huber loss of each element.
   *
   * @param labels FLOAT or DOUBLE, of the predictions' type and shape
   * @param predictions what is compared with the labels
   * @param delta from which error on the loss grows linearly; greater than 0
   * @return the losses
   * @see Huber
   */
  public static Tensor huber(Tensor labels, Tensor predictions, double delta) {
    return Huber.huber(labels, predictions, delta);
  }

  /**
   * The divergence of each example, its classes along the last axis.
   *
   * @param labels FLOAT or DOUBLE, of the probabilities' type and shape
   * @param probabilities not negative, of rank 1 or more
   * @return the losses, without the last axis
   * @see KlDivergence
   */
  public static Tensor klDivergence(Tensor labels, Tensor probabilities) {
    return KlDivergence.klDivergence(labels, probabilities);
  }

  /**
   * The divergence of each example, its classes along any axis.
   *
   * @param labels FLOAT or DOUBLE, of the probabilities' type and shape
   * @param probabilities not negative, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return the losses, without that axis
   * @see KlDivergence
   */
  public static Tensor klDivergence(Tensor labels, Tensor probabilities, int axis) {
    return KlDivergence.klDivergence(labels, probabilities, axis);
  }

  /**
   * The loss of each example with a margin of 1.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits scores, FLOAT or DOUBLE, of rank 1 or more
   * @return the losses, of the labels' shape
   * @see MultiMargin
   */
  public static Tensor multiMargin(Tensor labels, Tensor logits) {
    return MultiMargin.multiMargin(labels, logits);
  }

  /**
   * The loss of each example.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits scores, FLOAT or DOUBLE, of rank 1 or more
   * @param margin by how much a label's score must exceed the others to cost nothing
   * @return the losses, of the labels' shape
   * @see MultiMargin
   */
  public static Tensor multiMargin(Tensor labels, Tensor logits, double margin) {
    return MultiMargin.multiMargin(labels, logits, margin);
  }

  /**
   * The negative log likelihood of each example, its classes along the last axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logProbabilities FLOAT or DOUBLE, of rank 1 or more
   * @return the losses, of the labels' shape
   * @see NegativeLogLikelihood
   */
  public static Tensor negativeLogLikelihood(Tensor labels, Tensor logProbabilities) {
    return NegativeLogLikelihood.negativeLogLikelihood(labels, logProbabilities);
  }

  /**
   * The negative log likelihood of each example, its classes along any axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logProbabilities FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return the losses, of the labels' shape
   * @see NegativeLogLikelihood
   */
  public static Tensor negativeLogLikelihood(Tensor labels, Tensor logProbabilities, int axis) {
    return NegativeLogLikelihood.negativeLogLikelihood(labels, logProbabilities, axis);
  }

  /**
   * The cross entropy of each element.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits log odds
   * @return the losses
   * @see SigmoidCrossEntropyWithLogits
   */
  public static Tensor sigmoidCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return SigmoidCrossEntropyWithLogits.sigmoidCrossEntropyWithLogits(labels, logits);
  }

  /**
   * Smoothed labels.
   *
   * @param labels FLOAT or DOUBLE, of rank 1 or more
   * @param smoothing the part spread, from 0 (none) to 1 (all)
   * @return of the labels' type and shape
   * @see SmoothLabels
   */
  public static Tensor smoothLabels(Tensor labels, double smoothing) {
    return SmoothLabels.smoothLabels(labels, smoothing);
  }

  /**
   * The cross entropy of each example, its classes along the last axis.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits unnormalized log probabilities, of rank 1 or more
   * @return the losses, without the last axis
   * @see SoftmaxCrossEntropyWithLogits
   */
  public static Tensor softmaxCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits(labels, logits);
  }

  /**
   * The cross entropy of each example, its classes along any axis.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits unnormalized log probabilities, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return the losses, without that axis
   * @see SoftmaxCrossEntropyWithLogits
   */
  public static Tensor softmaxCrossEntropyWithLogits(Tensor labels, Tensor logits, int axis) {
    return SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits(labels, logits, axis);
  }

  /**
   * The cross entropy of each example, its classes along the last axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @return the losses, of the labels' shape and the logits' type
   * @see SparseSoftmaxCrossEntropyWithLogits
   */
  public static Tensor sparseSoftmaxCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return SparseSoftmaxCrossEntropyWithLogits.sparseSoftmaxCrossEntropyWithLogits(labels, logits);
  }

  /**
   * The cross entropy of each example, its classes along any axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return the losses, of the labels' shape and the logits' type
   * @see SparseSoftmaxCrossEntropyWithLogits
   */
  public static Tensor sparseSoftmaxCrossEntropyWithLogits(Tensor labels, Tensor logits, int axis) {
    return SparseSoftmaxCrossEntropyWithLogits.sparseSoftmaxCrossEntropyWithLogits(
        labels, logits, axis);
  }

  /**
   * The cross entropy of each example but those of one label.
   *
   * @param labels LONG class ids, each in [0, classes) or the ignored one
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @param ignored the label of examples whose loss and gradient are 0; may be a class or not
   * @return the losses, of the labels' shape and the logits' type
   * @see SparseSoftmaxCrossEntropyWithLogits
   */
  public static Tensor sparseSoftmaxCrossEntropyWithLogits(
      Tensor labels, Tensor logits, int axis, long ignored) {
    return SparseSoftmaxCrossEntropyWithLogits.sparseSoftmaxCrossEntropyWithLogits(
        labels, logits, axis, ignored);
  }

  /**
   * The squared error of each element.
   *
   * @param labels FLOAT or DOUBLE, of the predictions' type and shape
   * @param predictions what is compared with the labels
   * @return the losses
   * @see SquaredError
   */
  public static Tensor squaredError(Tensor labels, Tensor predictions) {
    return SquaredError.squaredError(labels, predictions);
  }

  /**
   * The squared hinge loss of each element.
   *
   * @param labels FLOAT or DOUBLE, each 0 or 1, of the logits' type and shape
   * @param logits signed distances from the decision
   * @return the losses
   * @see SquaredHinge
   */
  public static Tensor squaredHinge(Tensor labels, Tensor logits) {
    return SquaredHinge.squaredHinge(labels, logits);
  }

  /**
   * The weighted mean.
   *
   * @param losses FLOAT or DOUBLE, for instance one per example
   * @param weights not negative, of the losses' type and shape
   * @return a scalar
   * @see WeightedMean
   */
  public static Tensor weightedMean(Tensor losses, Tensor weights) {
    return WeightedMean.weightedMean(losses, weights);
  }

  /**
   * The weighted cross entropy of each element.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits log odds
   * @param posWeight of the logits' type; broadcasts to their shape
   * @return the losses
   * @see WeightedSigmoidCrossEntropyWithLogits
   */
  public static Tensor weightedSigmoidCrossEntropyWithLogits(
      Tensor labels, Tensor logits, Tensor posWeight) {
    return WeightedSigmoidCrossEntropyWithLogits.weightedSigmoidCrossEntropyWithLogits(
        labels, logits, posWeight);
  }
}
