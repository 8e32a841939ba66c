package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Reshape.reshape;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Paired;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.CrossEntropyLines;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cross entropy of softmax(logits) relative to one class id for each example: y = -log
 * softmax(logits)[label].
 *
 * <p>Shape: logits for instance [batch, classes]; labels and the result lack the class axis:
 * [batch]. In nats, per example; {@code reduceMean} makes it a number.
 *
 * <p>Labels are LONG and checked at every run. An example whose label is the ignored one has loss 0
 * and gradient 0 whatever its logits; the mean over the others is a {@link WeightedMean} with
 * weights 0 and 1.
 *
 * <p>Exact in the tail, as accurate, and at -∞, ∞ and NaN like {@link
 * SoftmaxCrossEntropyWithLogits}.
 *
 * <p>Derivative: for the logits, softmax less 1 for the label ({@link SparseSoftmaxMinusLabels}),
 * computed by the same kernel when both are in one plan.
 *
 * @param axis the axis of the classes, counted from the front
 * @param ignored the label of examples that do not count
 */
public record SparseSoftmaxCrossEntropyWithLogits(int axis, OptionalLong ignored)
    implements Paired {
  /**
   * Checks the axis.
   *
   * @param axis the axis of the classes, counted from the front
   * @param ignored the label of examples that do not count
   * @throws ShapeException if the axis is negative
   * @throws ArgumentException if {@code ignored} is null
   */
  public SparseSoftmaxCrossEntropyWithLogits {
    Components.requireAxis(axis);
    ArgumentException.requireNonNull(ignored, "ignored");
  }

  static final String HINT =
      "Labels hold one LONG class id per example; for one probability per class use"
          + " softmaxCrossEntropyWithLogits";

  /**
   * The cross entropy of each example, its classes along the last axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @return the losses, of the labels' shape and the logits' type
   * @throws io.github.grad4j.core.ShapeException if labels do not have the logits' shape without
   *     the last axis
   */
  public static Tensor sparseSoftmaxCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return sparseSoftmaxCrossEntropyWithLogits(labels, logits, -1);
  }

  /**
   * The cross entropy of each example, its classes along any axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return the losses, of the labels' shape and the logits' type
   * @throws io.github.grad4j.core.ShapeException if labels do not have the logits' shape without
   *     the axis
   */
  public static Tensor sparseSoftmaxCrossEntropyWithLogits(Tensor labels, Tensor logits, int axis) {
    return of(labels, logits, axis, OptionalLong.empty());
  }

  /**
   * The cross entropy of each example but those of one label.
   *
   * @param labels LONG class ids, each in [0, classes) or the ignored one
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @param ignored the label of examples whose loss and gradient are 0; may be a class or not
   * @return the losses, of the labels' shape and the logits' type
   * @throws io.github.grad4j.core.ShapeException if labels do not have the logits' shape without
   *     the axis
   */
  public static Tensor sparseSoftmaxCrossEntropyWithLogits(
      Tensor labels, Tensor logits, int axis, long ignored) {
    return of(labels, logits, axis, OptionalLong.of(ignored));
  }

  private static Tensor of(Tensor labels, Tensor logits, int axis, OptionalLong ignored) {
    int counted = Labels.requireIds(labels, logits, axis, "logits", HINT);
    return new SparseSoftmaxCrossEntropyWithLogits(counted, ignored).on(labels, logits);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType logits = inputs.get(1);
    Labels.requireIds(inputs.get(0), logits, axis, "logits", HINT);
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
        () -> CrossEntropyLines.sparse(logits, axis, ignored),
        (lines, first) -> lines.writeLosses(output, first));
  }

  @Override
  public Op partner() {
    return new SparseSoftmaxMinusLabels(axis, ignored);
  }

  @Override
  public Kernel bindPair(List<Slot> inputs, Slot output, Slot partnerOutput) {
    Slot logits = inputs.get(1);
    return CrossEntropyLines.bind(
        inputs.get(0),
        logits,
        () -> CrossEntropyLines.sparse(logits, axis, ignored),
        (lines, first) -> {
          lines.writeLosses(output, first);
          lines.writeGradients(partnerOutput, first);
        });
  }

  @Override
  public Notation notation() {
    String softmax = "\\mathrm{softmax}" + Latex.over(axis) + "(#logits)";
    String counts = SparseSoftmaxMinusLabels.counts(ignored);
    return Notation.of("-\\ln(" + softmax + "[#labels])" + counts)
        .none()
        .adjoint(
            "(\\mathrm{softmax}(#logits)[j] - [j = #labels])" + counts,
            "#bar \\cdot (" + softmax + " - \\mathrm{oneHot}(#labels))" + counts);
  }

  @Override
  public List<Partial> partials(Node y) {
    Tensor logits = y.input(1);
    Tensor slope = partner().on(y.input(0), logits);
    return List.of(
        Partial.none(),
        Partial.of(
            t -> reduceSum(multiply(slope, t), Axes.axes(axis)),
            c -> multiply(slope, reshape(c, logits.shape().with(axis, 1)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "batch",
            List.of(Domain.indices(3, 4), Domain.real(4, 3)),
            in -> sparseSoftmaxCrossEntropyWithLogits(in.get(0), in.get(1))),
        new Example(
            "inner axis",
            List.of(Domain.indices(3, 2, 2), Domain.real(2, 3, 2)),
            in -> sparseSoftmaxCrossEntropyWithLogits(in.get(0), in.get(1), 1)),
        new Example(
            "ignored class",
            List.of(Domain.indices(3, 5), Domain.real(3, 5)),
            in -> sparseSoftmaxCrossEntropyWithLogits(in.get(0), in.get(1), 0, 1)),
        new Example(
            "one example",
            List.of(Domain.indices(3), Domain.real(3)),
            in -> sparseSoftmaxCrossEntropyWithLogits(in.get(0), in.get(1))),
        new Example(
            "no examples",
            List.of(Domain.indices(3, 0), Domain.real(0, 3)),
            in -> sparseSoftmaxCrossEntropyWithLogits(in.get(0), in.get(1))));
  }
}
