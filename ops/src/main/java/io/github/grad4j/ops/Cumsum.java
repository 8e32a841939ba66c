package io.github.grad4j.ops;

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
import io.github.grad4j.core.TypeException;
import io.github.grad4j.ops.internal.Reductions;
import java.util.List;

/**
 * Running sums along an axis: yᵢ = x₀ + … + xᵢ, or from the end, yᵢ = xᵢ + … + xₙ₋₁.
 *
 * <p>Shape: that of x. Each sum includes its own element (NumPy's {@code cumsum}).
 *
 * <p>Accuracy: as {@link ReduceSum}, and rounded to the tensor's type once for each sum.
 *
 * <p>Derivative: the adjoint sums from the other end.
 *
 * @param axis counted from the front
 * @param fromEnd whether the last element is summed first
 */
public record Cumsum(int axis, boolean fromEnd) implements Op {
  /**
   * Checks the axis.
   *
   * @param axis counted from the front
   * @param fromEnd whether the last element is summed first
   * @throws ShapeException if the axis is negative
   */
  public Cumsum {
    Components.requireAxis(axis);
  }

  /**
   * Running sums along an axis.
   *
   * @param x FLOAT or DOUBLE
   * @param axis negative counts from the end
   * @return for each element, the sum of it and all before it
   * @throws io.github.grad4j.core.ShapeException if the axis does not exist
   */
  public static Tensor cumsum(Tensor x, int axis) {
    return new Cumsum(Axes.axes(axis).of(x).get(0), false).on(x);
  }

  /**
   * Running sums along an axis, from its end.
   *
   * @param x FLOAT or DOUBLE
   * @param axis negative counts from the end
   * @return for each element, the sum of it and all behind it
   * @throws io.github.grad4j.core.ShapeException if the axis does not exist
   */
  public static Tensor cumsumFromEnd(Tensor x, int axis) {
    return new Cumsum(Axes.axes(axis).of(x).get(0), true).on(x);
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    if (!x.isFloating()) {
      throw new TypeException("takes FLOAT or DOUBLE but got " + x + "; cast it first");
    }
    x.shape().axis(axis);
    return x;
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot x = inputs.get(0);
    int length = x.shape().size(axis);
    int inner = x.shape().strides()[axis];
    int block = length * inner;
    int first = fromEnd ? block - inner : 0;
    int step = fromEnd ? -inner : inner;
    Reductions.Sum sum = new Reductions.Sum();
    return () -> {
      for (int start = 0; start < output.size(); start += block) {
        for (int line = 0; line < inner; line++) {
          sum.reset();
          int at = start + first + line;
          for (int i = 0; i < length; i++) {
            sum.add(x.get(at));
            output.set(at, sum.result());
            at += step;
          }
        }
      }
    };
  }

  @Override
  public Notation notation() {
    String along = Latex.over(axis) + "(";
    String from0 = "\\mathrm{cumsum}" + along;
    String fromLast = "\\mathrm{cumsumFromEnd}" + along;
    return fromEnd
        ? Notation.of(fromLast + "#x)").adjoint("[i \\le j]", from0 + "#bar)")
        : Notation.of(from0 + "#x)").adjoint("[j \\le i]", fromLast + "#bar)");
  }

  @Override
  public List<Partial> partials(Node y) {
    return List.of(Partial.of(this::on, c -> new Cumsum(axis, !fromEnd).on(c)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("vector", List.of(Domain.real(4)), in -> cumsum(in.get(0), 0)),
        new Example("rows", List.of(Domain.real(2, 4)), in -> cumsum(in.get(0), -1)),
        new Example("inner axis", List.of(Domain.real(2, 3, 2)), in -> cumsum(in.get(0), 1)),
        new Example("from the end", List.of(Domain.real(3, 2)), in -> cumsumFromEnd(in.get(0), 0)),
        new Example("empty", List.of(Domain.real(2, 0)), in -> cumsum(in.get(0), 1)));
  }
}
