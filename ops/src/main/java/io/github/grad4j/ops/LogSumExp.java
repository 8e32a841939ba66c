package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Reshape.reshape;
import static io.github.grad4j.ops.Softmax.softmax;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.SoftmaxLines;
import java.util.List;

/**
 * Logarithm of the sum of exponentials along axes, without overflow: y = log Σ exp x.
 *
 * <p>Shape: that of x without the axes, which stay with size 1 after {@code keepingDims()}.
 *
 * <p>Computed as m + log1p(T), m the maximum and T the sum of exp(x - m) over the other elements,
 * which keeps what a small T adds to m = 0. Only -∞: -∞. An ∞: ∞. A NaN: NaN. An empty axis: -∞,
 * the logarithm of 0.
 *
 * <p>Accuracy: in FLOAT, log1p(T) has a relative error below 2⁻²³ before it is added and rounded.
 *
 * <p>Derivative: a tangent is averaged with the weights softmax(x), a cotangent spread by them.
 * They come from softmax itself, because exp(x - y) has lost all digits where x is large.
 *
 * @param axis the axis reduced, counted from the front; several are merged into one before
 */
public record LogSumExp(int axis) implements Op {
  /**
   * Checks the axis.
   *
   * @param axis the axis reduced, counted from the front; several are merged into one before
   * @throws ShapeException if the axis is negative
   */
  public LogSumExp {
    Components.requireAxis(axis);
  }

  /**
   * The logarithm of the sum of the exponentials of all elements.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return a scalar
   */
  public static Tensor logSumExp(Tensor x) {
    return logSumExp(x, Axes.allAxes());
  }

  /**
   * The logarithm of the sum of exponentials along axes.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param axes which axes, and whether they stay with size 1
   * @return log Σ exp x, of x's type
   * @throws io.github.grad4j.core.ShapeException if an axis does not exist or is named twice
   */
  public static Tensor logSumExp(Tensor x, Axes axes) {
    List<Integer> reduced = Composites.reduced(x, axes);
    int merged = reduced.isEmpty() ? 0 : reduced.get(0);
    Tensor y = new LogSumExp(merged).on(Reducing.merged(x, reduced));
    return reshape(y, Reducing.reduced(x.shape(), reduced, axes.keepsDims()));
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = Reducing.requireFloating(inputs.get(0));
    return x.withShape(x.shape().without(axis));
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    return SoftmaxLines.bind(
        inputs.get(0), axis, (lines, first) -> lines.writeLogSumExp(output, first));
  }

  @Override
  public Notation notation() {
    return Notation.of("\\ln(\\sum" + Latex.over(axis) + " e^{#x})")
        .adjoint(
            "\\frac{e^{#x[j]}}{\\sum_{k} e^{#x[k]}}",
            "\\mathrm{softmax}" + Latex.over(axis) + "(#x) \\cdot #bar");
  }

  @Override
  public List<Partial> partials(Node y) {
    Tensor x = y.input(0);
    Tensor weights = softmax(x, axis);
    return List.of(
        Partial.of(
            t -> reduceSum(multiply(weights, t), Axes.axes(axis)),
            c -> multiply(weights, reshape(c, x.shape().with(axis, 1)))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("all", List.of(Domain.real(2, 3)), in -> logSumExp(in.get(0))),
        new Example(
            "first axis", List.of(Domain.real(2, 3)), in -> logSumExp(in.get(0), Axes.axes(0))),
        new Example(
            "inner axis, kept",
            List.of(Domain.real(2, 3, 2)),
            in -> logSumExp(in.get(0), Axes.axes(1).keepingDims())),
        new Example(
            "outer axes",
            List.of(Domain.real(2, 3, 2)),
            in -> logSumExp(in.get(0), Axes.axes(0, -1))),
        new Example("scalar", List.of(Domain.real()), in -> logSumExp(in.get(0))),
        new Example(
            "empty lines", List.of(Domain.real(0, 3)), in -> logSumExp(in.get(0), Axes.axes(1))));
  }
}
