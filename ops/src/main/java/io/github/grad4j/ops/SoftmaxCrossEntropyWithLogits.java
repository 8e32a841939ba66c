package io.github.grad4j.ops;

import static io.github.grad4j.ops.LogSoftmax.logSoftmax;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Reshape.reshape;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Paired;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.CrossEntropyLines;
import java.util.List;

/**
 * Cross entropy of softmax(logits) relative to labels, for each example: y = -Σ labels·log
 * softmax(logits).
 *
 * <p>Shape: labels and logits have the same, for instance [batch, classes]; the result lacks the
 * class axis: [batch]. In nats, per example; {@code reduceMean} makes it a number.
 *
 * <p>Labels are any numbers and need not sum to 1. The logits are not to be softmaxed before.
 *
 * <p>Exact in the tail: of logits [0, 40] and labels [0, 1] the loss is log1p(exp(-40)), not 0. A
 * logit of -∞ costs nothing where the label is 0 (0·∞ is taken as 0; TensorFlow and PyTorch give
 * NaN), and ∞ where it is positive. Logits that are all -∞, or have an ∞ or a NaN, give NaN for
 * their example only.
 *
 * <p>Accuracy: in FLOAT a relative error below 2·2⁻²³ if no label is negative.
 *
 * <p>Derivative: for the logits, Σlabels·softmax - labels ({@link SoftmaxMinusLabels}), computed by
 * the same kernel when both are in one plan; for the labels, -log softmax.
 *
 * @param axis the axis of the classes, counted from the front
 */
public record SoftmaxCrossEntropyWithLogits(int axis) implements Paired {
  /**
   * Checks the axis.
   *
   * @param axis the axis of the classes, counted from the front
   * @throws ShapeException if the axis is negative
   */
  public SoftmaxCrossEntropyWithLogits {
    Components.requireAxis(axis);
  }

  static final String HINT =
      "Labels hold one probability per class; for integer class ids use"
          + " sparseSoftmaxCrossEntropyWithLogits";

  /**
   * The cross entropy of each example, its classes along the last axis.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits unnormalized log probabilities, of rank 1 or more
   * @return the losses, without the last axis
   * @throws io.github.grad4j.core.ShapeException if the shapes differ or are scalar
   */
  public static Tensor softmaxCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return softmaxCrossEntropyWithLogits(labels, logits, -1);
  }

  /**
   * The cross entropy of each example, its classes along any axis.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits unnormalized log probabilities, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return the losses, without that axis
   * @throws io.github.grad4j.core.ShapeException if the shapes differ or the axis does not exist
   */
  public static Tensor softmaxCrossEntropyWithLogits(Tensor labels, Tensor logits, int axis) {
    int counted = Labels.requireSame(labels, logits, "logits", axis, HINT);
    return new SoftmaxCrossEntropyWithLogits(counted).on(labels, logits);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType logits = Labels.requireSame(inputs.get(0), inputs.get(1), "logits", axis, HINT);
    return logits.withShape(logits.shape().without(axis));
  }

  @Override
  public List<String> inputNames() {
    return List.of("labels", "logits");
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot logits = inputs.get(1);
    return CrossEntropyLines.bind(
        inputs.get(0),
        logits,
        () -> CrossEntropyLines.of(logits, axis),
        (lines, first) -> lines.writeLosses(output, first));
  }

  @Override
  public Op partner() {
    return new SoftmaxMinusLabels(axis);
  }

  @Override
  public Kernel bindPair(List<Slot> inputs, Slot output, Slot partnerOutput) {
    Slot logits = inputs.get(1);
    return CrossEntropyLines.bind(
        inputs.get(0),
        logits,
        () -> CrossEntropyLines.of(logits, axis),
        (lines, first) -> {
          lines.writeLosses(output, first);
          lines.writeGradients(partnerOutput, first);
        });
  }

  @Override
  public Notation notation() {
    return Notation.of(
            "-\\sum"
                + Latex.over(axis)
                + " (#labels \\cdot \\ln(\\mathrm{softmax}"
                + Latex.over(axis)
                + "(#logits)))")
        .adjoint(
            "-\\ln(\\mathrm{softmax}(#logits)[j])",
            "-#bar \\cdot \\ln(\\mathrm{softmax}" + Latex.over(axis) + "(#logits))")
        .adjoint(
            "\\mathrm{softmax}(#logits)[j] \\cdot \\sum_{k} #labels[k] - #labels[j]",
            "#bar \\cdot (\\mathrm{softmax}"
                + Latex.over(axis)
                + "(#logits) \\cdot \\sum"
                + Latex.over(axis)
                + " #labels - #labels)");
  }

  @Override
  public List<Partial> partials(Node y) {
    Tensor labels = y.input(0);
    Tensor logits = y.input(1);
    Shape kept = logits.shape().with(axis, 1);
    Tensor slope = partner().on(labels, logits);
    return List.of(
        // Linear in the labels, and this way a logit of -∞ costs a tangent of 0 nothing.
        Partial.of(
            t -> on(t, logits), c -> multiply(negate(reshape(c, kept)), logSoftmax(logits, axis))),
        Partial.of(
            t -> reduceSum(multiply(slope, t), Axes.axes(axis)),
            c -> multiply(slope, reshape(c, kept))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "probabilities",
            List.of(Domain.given(Shape.of(2, 3), 0.2, 0.5, 0.3, 1, 0, 0), Domain.real(2, 3)),
            in -> softmaxCrossEntropyWithLogits(in.get(0), in.get(1))),
        new Example(
            "labels of any sum",
            List.of(Domain.real(2, 3), Domain.real(2, 3)),
            in -> softmaxCrossEntropyWithLogits(in.get(0), in.get(1))),
        new Example(
            "first axis",
            List.of(Domain.real(3, 2), Domain.real(3, 2)),
            in -> softmaxCrossEntropyWithLogits(in.get(0), in.get(1), 0)),
        new Example(
            "inner axis",
            List.of(Domain.real(2, 3, 2), Domain.real(2, 3, 2)),
            in -> softmaxCrossEntropyWithLogits(in.get(0), in.get(1), -2)),
        new Example(
            "one example",
            List.of(Domain.real(3), Domain.real(3)),
            in -> softmaxCrossEntropyWithLogits(in.get(0), in.get(1))),
        new Example(
            "no examples",
            List.of(Domain.real(0, 3), Domain.real(0, 3)),
            in -> softmaxCrossEntropyWithLogits(in.get(0), in.get(1))));
  }
}
