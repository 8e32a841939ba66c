package io.github.grad4j.ops;

import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Reshape.reshape;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.ClassIds;
import java.util.List;

/**
 * Minus the log probability of each example's class: y = -logProbabilities[label].
 *
 * <p>Shape: log probabilities for instance [batch, classes]; labels and the result lack the class
 * axis: [batch]. In nats, per example; {@code reduceMean} makes it a number. Labels are LONG and
 * checked at every run.
 *
 * <p>The log probabilities are those of {@code logSoftmax}; from logits, {@link
 * SparseSoftmaxCrossEntropyWithLogits} is the same in one kernel.
 *
 * <p>Derivative: minus the cotangent for the label's class, exactly 0 for others.
 *
 * @param axis the axis of the classes, counted from the front
 */
public record NegativeLogLikelihood(int axis) implements Op {
  /**
   * Checks the axis.
   *
   * @param axis the axis of the classes, counted from the front
   * @throws ShapeException if the axis is negative
   */
  public NegativeLogLikelihood {
    Components.requireAxis(axis);
  }

  private static final String HINT =
      "Labels hold one LONG class id per example; for one probability per class multiply the two,"
          + " sum along the class axis and negate";

  /**
   * The negative log likelihood of each example, its classes along the last axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logProbabilities FLOAT or DOUBLE, of rank 1 or more
   * @return the losses, of the labels' shape
   * @throws io.github.grad4j.core.ShapeException if labels do not have the log probabilities' shape
   *     without the last axis
   */
  public static Tensor negativeLogLikelihood(Tensor labels, Tensor logProbabilities) {
    return negativeLogLikelihood(labels, logProbabilities, -1);
  }

  /**
   * The negative log likelihood of each example, its classes along any axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logProbabilities FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return the losses, of the labels' shape
   * @throws io.github.grad4j.core.ShapeException if labels do not have the log probabilities' shape
   *     without the axis
   */
  public static Tensor negativeLogLikelihood(Tensor labels, Tensor logProbabilities, int axis) {
    int counted = Labels.requireIds(labels, logProbabilities, axis, "logProbabilities", HINT);
    return new NegativeLogLikelihood(counted).on(labels, logProbabilities);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType logs = inputs.get(1);
    Labels.requireIds(inputs.get(0), logs, axis, inputName(1), HINT);
    return logs.withShape(logs.shape().without(axis));
  }

  @Override
  public List<String> inputNames() {
    return List.of("labels", "logProbabilities");
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot labels = inputs.get(0);
    Slot logs = inputs.get(1);
    int classes = logs.shape().size(axis);
    int stride = logs.shape().strides()[axis];
    return () -> {
      for (int i = 0; i < output.size(); i++) {
        int label = ClassIds.read(labels, i, classes);
        int start = i / stride * stride * classes + i % stride;
        // From 0 and not negated: certainty costs 0, not -0.
        output.set(i, 0 - logs.get(start + label * stride));
      }
    };
  }

  @Override
  public Notation notation() {
    return Notation.of("-#logProbabilities[#labels]")
        .none()
        .adjoint("-[j = #labels]", "-#bar \\cdot \\mathrm{oneHot}(#labels)");
  }

  @Override
  public List<Partial> partials(Node y) {
    Tensor labels = y.input(0);
    Shape shape = y.input(1).shape();
    return List.of(
        Partial.none(),
        Partial.of(
            t -> on(labels, t),
            c ->
                where(
                    Labels.areClass(labels, shape, axis),
                    reshape(negate(c), shape.with(axis, 1)),
                    0)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "batch",
            List.of(Domain.indices(3, 4), Domain.real(4, 3)),
            in -> negativeLogLikelihood(in.get(0), in.get(1))),
        new Example(
            "inner axis",
            List.of(Domain.indices(3, 2, 2), Domain.real(2, 3, 2)),
            in -> negativeLogLikelihood(in.get(0), in.get(1), 1)),
        new Example(
            "one example",
            List.of(Domain.indices(3), Domain.real(3)),
            in -> negativeLogLikelihood(in.get(0), in.get(1))));
  }
}
