package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Softmax.softmax;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Overwrites;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.CrossEntropyLines;
import java.util.List;

/**
 * The gradient of {@link SoftmaxCrossEntropyWithLogits} with respect to its logits: y =
 * softmax(logits)·Σlabels - labels, the sum along the class axis.
 *
 * <p>Shape: labels and logits have the same, and so has the result. Exact in the tail: of logits
 * [0, 40] and labels [0, 1] it is ±exp(-40)/(1 + exp(-40)), not 0. Logits that are all -∞, or have
 * an ∞ or a NaN, give NaN for their example only.
 *
 * <p>Accuracy: in FLOAT each of the two terms has a relative error below 3·2⁻²³, and for the class
 * of the greatest logit, where they cancel, so have (softmax - 1)·Σlabels and the sum of the other
 * labels.
 *
 * <p>Derivative, with s = softmax(logits): for the logits both ways t becomes Σlabels·s·(t - Σ
 * s·t); for the labels a tangent t becomes s·Σt - t, a cotangent c becomes Σ(s·c) - c.
 *
 * @param axis the axis of the classes, counted from the front
 */
public record SoftmaxMinusLabels(int axis) implements Overwrites {
  /**
   * Checks the axis.
   *
   * @param axis the axis of the classes, counted from the front
   * @throws ShapeException if the axis is negative
   */
  public SoftmaxMinusLabels {
    Components.requireAxis(axis);
  }

  /**
   * The gradient of cross entropy, the classes along the last axis.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits unnormalized log probabilities, of rank 1 or more
   * @return softmax(logits)·Σlabels - labels
   * @throws io.github.grad4j.core.ShapeException if the shapes differ or are scalar
   */
  public static Tensor softmaxMinusLabels(Tensor labels, Tensor logits) {
    return softmaxMinusLabels(labels, logits, -1);
  }

  /**
   * The gradient of cross entropy, the classes along any axis.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits unnormalized log probabilities, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return softmax(logits)·Σlabels - labels
   * @throws io.github.grad4j.core.ShapeException if the shapes differ or the axis does not exist
   */
  public static Tensor softmaxMinusLabels(Tensor labels, Tensor logits, int axis) {
    int counted =
        Labels.requireSame(labels, logits, "logits", axis, SoftmaxCrossEntropyWithLogits.HINT);
    return new SoftmaxMinusLabels(counted).on(labels, logits);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType logits =
        Labels.requireSame(
            inputs.get(0), inputs.get(1), "logits", axis, SoftmaxCrossEntropyWithLogits.HINT);
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
        () -> CrossEntropyLines.of(logits, axis),
        (lines, first) -> lines.writeGradients(output, first));
  }

  @Override
  public Notation notation() {
    return Notation.of(
            "\\mathrm{softmax}"
                + Latex.over(axis)
                + "(#logits) \\cdot \\sum"
                + Latex.over(axis)
                + " #labels - #labels")
        .adjoint(
            "\\mathrm{softmax}(#logits)[i] - \\delta_{ij}",
            "\\sum"
                + Latex.over(axis)
                + " (\\mathrm{softmax}"
                + Latex.over(axis)
                + "(#logits) \\cdot #bar) - #bar")
        .adjoint(
            "\\mathrm{softmax}(#logits)[i] \\cdot (\\delta_{ij} - \\mathrm{softmax}(#logits)[j]) \\cdot \\sum_{k} #labels[k]",
            "\\mathrm{softmax}"
                + Latex.over(axis)
                + "(#logits) \\cdot (#bar - \\sum"
                + Latex.over(axis)
                + " (\\mathrm{softmax}"
                + Latex.over(axis)
                + "(#logits) \\cdot #bar)) \\cdot \\sum"
                + Latex.over(axis)
                + " #labels");
  }

  @Override
  public List<Partial> partials(Node y) {
    Axes kept = Axes.axes(axis).keepingDims();
    Tensor labels = y.input(0);
    Tensor logits = y.input(1);
    Tensor s = softmax(logits, axis);
    Tensor weight = multiply(s, reduceSum(labels, kept));
    return List.of(
        Partial.of(t -> on(t, logits), c -> subtract(reduceSum(multiply(s, c), kept), c)),
        Partial.symmetric(t -> multiply(weight, subtract(t, reduceSum(multiply(s, t), kept)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "probabilities",
            List.of(Domain.given(Shape.of(2, 3), 0.2, 0.5, 0.3, 1, 0, 0), Domain.real(2, 3)),
            in -> softmaxMinusLabels(in.get(0), in.get(1))),
        new Example(
            "labels of any sum",
            List.of(Domain.real(2, 3), Domain.real(2, 3)),
            in -> softmaxMinusLabels(in.get(0), in.get(1))),
        new Example(
            "first axis",
            List.of(Domain.real(3, 2), Domain.real(3, 2)),
            in -> softmaxMinusLabels(in.get(0), in.get(1), 0)),
        new Example(
            "inner axis",
            List.of(Domain.real(2, 3, 2), Domain.real(2, 3, 2)),
            in -> softmaxMinusLabels(in.get(0), in.get(1), 1)));
  }
}
