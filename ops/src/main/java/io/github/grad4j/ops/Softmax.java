package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Overwrites;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.SoftmaxLines;
import java.util.List;

/**
 * Logits turned into probabilities along an axis: y = exp x / Σ exp x.
 *
 * <p>Shape: that of x. The maximum is subtracted first, so nothing overflows. A logit of -∞ gets
 * probability 0. A line that is all -∞, or has an ∞ or a NaN, is NaN; other lines are not affected.
 *
 * <p>Accuracy: in FLOAT a relative error below 3·2⁻²³, unless y is subnormal.
 *
 * <p>Derivative: both ways t becomes y·(t - Σ y·t).
 *
 * @param axis the axis of the classes, counted from the front
 */
public record Softmax(int axis) implements Overwrites {
  /**
   * Checks the axis.
   *
   * @param axis the axis of the classes, counted from the front
   * @throws ShapeException if the axis is negative
   */
  public Softmax {
    Components.requireAxis(axis);
  }

  /**
   * Probabilities along the last axis.
   *
   * @param x logits, FLOAT or DOUBLE, of rank 1 or more
   * @return of x's type; sums to 1 along the last axis
   * @throws io.github.grad4j.core.ShapeException if x is a scalar
   */
  public static Tensor softmax(Tensor x) {
    return softmax(x, -1);
  }

  /**
   * Probabilities along an axis.
   *
   * @param x logits, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return of x's type; sums to 1 along the axis
   * @throws io.github.grad4j.core.ShapeException if the axis does not exist
   */
  public static Tensor softmax(Tensor x, int axis) {
    return new Softmax(Axes.axes(axis).of(x).get(0)).on(x);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = Reducing.requireFloating(inputs.get(0));
    x.shape().axis(axis);
    return x;
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    return SoftmaxLines.bind(
        inputs.get(0), axis, (lines, first) -> lines.writeSoftmax(output, first));
  }

  @Override
  public Notation notation() {
    return Notation.of("\\frac{e^{#x}}{\\sum" + Latex.over(axis) + " e^{#x}}")
        .adjoint(
            "#out[i] \\cdot (\\delta_{ij} - #out[j])",
            "#out \\cdot (#bar - \\sum" + Latex.over(axis) + " (#out \\cdot #bar))");
  }

  @Override
  public List<Partial> partials(Node y) {
    Axes kept = Axes.axes(axis).keepingDims();
    return List.of(
        Partial.symmetric(t -> multiply(y, subtract(t, reduceSum(multiply(y, t), kept)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("vector", List.of(Domain.real(4)), in -> softmax(in.get(0))),
        new Example("last axis", List.of(Domain.real(2, 3)), in -> softmax(in.get(0))),
        new Example("first axis", List.of(Domain.real(3, 2)), in -> softmax(in.get(0), 0)),
        new Example("inner axis", List.of(Domain.real(2, 3, 2)), in -> softmax(in.get(0), -2)),
        new Example("one class", List.of(Domain.real(3, 1)), in -> softmax(in.get(0))),
        new Example("no lines", List.of(Domain.real(0, 3)), in -> softmax(in.get(0))));
  }
}
