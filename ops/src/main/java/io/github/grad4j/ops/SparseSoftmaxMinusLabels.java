package io.github.grad4j.ops;

import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Reshape.reshape;
import static io.github.grad4j.ops.Softmax.softmax;
import static io.github.grad4j.ops.Subtract.subtract;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
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
import io.github.grad4j.ops.internal.CrossEntropyLines;
import java.util.List;
import java.util.OptionalLong;

/**
 * The gradient of {@link SparseSoftmaxCrossEntropyWithLogits} with respect to its logits: y =
 * softmax(logits), less 1 for each example's class.
 *
 * <p>Shape: that of the logits; the LONG labels lack the class axis and are checked at every run.
 * Examples whose label is the ignored one get exactly 0. Exact in the tail; logits that are all -∞,
 * or have an ∞ or a NaN, give NaN for their example only.
 *
 * <p>Derivative, with s = softmax(logits): for the logits both ways t becomes s·(t - Σ s·t), 0 for
 * ignored examples.
 *
 * @param axis the axis of the classes, counted from the front
 * @param ignored the label of examples that do not count
 */
public record SparseSoftmaxMinusLabels(int axis, OptionalLong ignored) implements Op {
  /**
   * Checks the axis.
   *
   * @param axis the axis of the classes, counted from the front
   * @param ignored the label of examples that do not count
   * @throws ShapeException if the axis is negative
   * @throws ArgumentException if {@code ignored} is null
   */
  public SparseSoftmaxMinusLabels {
    Components.requireAxis(axis);
    ArgumentException.requireNonNull(ignored, "ignored");
  }

  /**
   * The gradient of sparse cross entropy, the classes along the last axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @return softmax(logits), less 1 for each label
   * @throws io.github.grad4j.core.ShapeException if labels do not have the logits' shape without
   *     the last axis
   */
  public static Tensor sparseSoftmaxMinusLabels(Tensor labels, Tensor logits) {
    return sparseSoftmaxMinusLabels(labels, logits, -1);
  }

  /**
   * The gradient of sparse cross entropy, the classes along any axis.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits unnormalized log probabilities, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return softmax(logits), less 1 for each label
   * @throws io.github.grad4j.core.ShapeException if labels do not have the logits' shape without
   *     the axis
   */
  public static Tensor sparseSoftmaxMinusLabels(Tensor labels, Tensor logits, int axis) {
    int counted =
        Labels.requireIds(labels, logits, axis, "logits", SparseSoftmaxCrossEntropyWithLogits.HINT);
    return new SparseSoftmaxMinusLabels(counted, OptionalLong.empty()).on(labels, logits);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType logits = inputs.get(1);
    Labels.requireIds(
        inputs.get(0), logits, axis, "logits", SparseSoftmaxCrossEntropyWithLogits.HINT);
    return logits;
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
        (lines, first) -> lines.writeGradients(output, first));
  }

  @Override
  public Notation notation() {
    String softmax = "\\mathrm{softmax}" + Latex.over(axis) + "(#logits)";
    String counts = counts(ignored);
    return Notation.of("(" + softmax + " - \\mathrm{oneHot}(#labels))" + counts)
        .none()
        .adjoint(
            "\\mathrm{softmax}(#logits)[i] \\cdot (\\delta_{ij} - \\mathrm{softmax}(#logits)[j])"
                + counts,
            softmax
                + " \\cdot (#bar - \\sum"
                + Latex.over(axis)
                + " ("
                + softmax
                + " \\cdot #bar))"
                + counts);
  }

  /** A factor of 0 for ignored examples, if any are. */
  static String counts(OptionalLong ignored) {
    return ignored.isEmpty() ? "" : " \\cdot [#labels \\ne " + ignored.getAsLong() + "]";
  }

  @Override
  public List<Partial> partials(Node y) {
    Axes kept = Axes.axes(axis).keepingDims();
    Tensor logits = y.input(1);
    Tensor s = softmax(logits, axis);
    return List.of(
        Partial.none(),
        Partial.symmetric(
            t -> counting(y, multiply(s, subtract(t, reduceSum(multiply(s, t), kept))))));
  }

  /** Selects 0 for ignored examples, whatever their logits. */
  private Tensor counting(Node y, Tensor derivative) {
    if (ignored.isEmpty()) {
      return derivative;
    }
    Tensor ignores =
        equal(y.input(0), Constant.of(new long[] {ignored.getAsLong()}, Shape.scalar()));
    return where(reshape(ignores, y.shape().with(axis, 1)), 0, derivative);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "batch",
            List.of(Domain.indices(3, 4), Domain.real(4, 3)),
            in -> sparseSoftmaxMinusLabels(in.get(0), in.get(1))),
        new Example(
            "inner axis",
            List.of(Domain.indices(3, 2, 2), Domain.real(2, 3, 2)),
            in -> sparseSoftmaxMinusLabels(in.get(0), in.get(1), 1)),
        new Example(
            "ignored class",
            List.of(Domain.indices(3, 5), Domain.real(3, 5)),
            in -> new SparseSoftmaxMinusLabels(0, OptionalLong.of(1)).on(in.get(0), in.get(1))));
  }
}
