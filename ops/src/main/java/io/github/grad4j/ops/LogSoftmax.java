package io.github.grad4j.ops;

import static io.github.grad4j.ops.Exp.exp;
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
 * Logarithm of softmax along an axis, computed without it: y = x - log Σ exp x.
 *
 * <p>Shape: that of x. Exact in the tail: a probability that rounds to 1 keeps its logarithm, one
 * that underflows to 0 has a finite one. A logit of -∞ stays -∞. A line that is all -∞, or has an ∞
 * or a NaN, is NaN; other lines are not affected.
 *
 * <p>Accuracy: in FLOAT a relative error below 2·2⁻²³, unless y is subnormal.
 *
 * <p>Derivative, with s = softmax(x) = exp y: a tangent t becomes t - Σ s·t, a cotangent c becomes
 * c - s·Σ c.
 *
 * @param axis the axis of the classes, counted from the front
 */
public record LogSoftmax(int axis) implements Overwrites {
  /**
   * Checks the axis.
   *
   * @param axis the axis of the classes, counted from the front
   * @throws ShapeException if the axis is negative
   */
  public LogSoftmax {
    Components.requireAxis(axis);
  }

  /**
   * Logarithms of the probabilities along the last axis.
   *
   * @param x logits, FLOAT or DOUBLE, of rank 1 or more
   * @return of x's type
   * @throws io.github.grad4j.core.ShapeException if x is a scalar
   */
  public static Tensor logSoftmax(Tensor x) {
    return logSoftmax(x, -1);
  }

  /**
   * Logarithms of the probabilities along an axis.
   *
   * @param x logits, FLOAT or DOUBLE, of rank 1 or more
   * @param axis the axis of the classes; negative counts from the end
   * @return of x's type
   * @throws io.github.grad4j.core.ShapeException if the axis does not exist
   */
  public static Tensor logSoftmax(Tensor x, int axis) {
    return new LogSoftmax(Axes.axes(axis).of(x).get(0)).on(x);
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
        inputs.get(0), axis, (lines, first) -> lines.writeLogSoftmax(output, first));
  }

  @Override
  public Notation notation() {
    return Notation.of("#x - \\ln(\\sum" + Latex.over(axis) + " e^{#x})")
        .adjoint(
            "\\delta_{ij} - e^{#out[j]}",
            "#bar - e^{#out} \\cdot \\sum" + Latex.over(axis) + " #bar");
  }

  @Override
  public List<Partial> partials(Node y) {
    Axes kept = Axes.axes(axis).keepingDims();
    Tensor s = exp(y);
    return List.of(
        Partial.of(
            t -> subtract(t, reduceSum(multiply(s, t), kept)),
            c -> subtract(c, multiply(s, reduceSum(c, kept)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("vector", List.of(Domain.real(4)), in -> logSoftmax(in.get(0))),
        new Example("last axis", List.of(Domain.real(2, 3)), in -> logSoftmax(in.get(0))),
        new Example("first axis", List.of(Domain.real(3, 2)), in -> logSoftmax(in.get(0), 0)),
        new Example("inner axis", List.of(Domain.real(2, 3, 2)), in -> logSoftmax(in.get(0), -2)),
        new Example("one class", List.of(Domain.real(3, 1)), in -> logSoftmax(in.get(0))),
        new Example("no lines", List.of(Domain.real(0, 3)), in -> logSoftmax(in.get(0))));
  }
}
