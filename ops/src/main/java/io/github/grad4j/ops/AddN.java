package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.SinglePrecision;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.Collections;
import java.util.List;

/**
 * Sum of the elements of several tensors: y = a + b + c + …
 *
 * <p>Shape: all broadcast. Added with compensation (Neumaier 1974), so that terms that cancel leave
 * what the others sum to, in whatever order they come.
 *
 * <p>Derivative: the identity for each.
 */
public record AddN() implements Elementwise, SinglePrecision {
  /**
   * The sum of several tensors.
   *
   * @param tensors at least one; all FLOAT or all DOUBLE, and they broadcast
   * @return their sum
   * @throws ShapeException if there is none, or they do not broadcast
   */
  public static Tensor addN(List<? extends Tensor> tensors) {
    return new AddN().on(ArgumentException.copyOf(tensors, "tensors"));
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new ShapeException("an empty list of tensors has no sum; give at least one");
    }
    return Elementwise.super.infer(inputs);
  }

  @Override
  public void apply(double[][] inputs, double[] output, int n) {
    for (int i = 0; i < n; i++) {
      double sum = inputs[0][i];
      double lost = 0;
      for (int k = 1; k < inputs.length; k++) {
        double term = inputs[k][i];
        lost += lost(sum, term);
        sum += term;
      }
      output[i] = compensated(sum, lost);
    }
  }

  @Override
  public void apply(float[][] inputs, float[] output, int n) {
    for (int i = 0; i < n; i++) {
      double sum = inputs[0][i];
      double lost = 0;
      for (int k = 1; k < inputs.length; k++) {
        double term = inputs[k][i];
        lost += lost(sum, term);
        sum += term;
      }
      output[i] = (float) compensated(sum, lost);
    }
  }

  /** What rounding takes from a sum of two. */
  private static double lost(double a, double b) {
    double total = a + b;
    return Math.abs(a) >= Math.abs(b) ? a - total + b : b - total + a;
  }

  private static double compensated(double sum, double lost) {
    // An infinite sum has lost NaN, which must not replace it.
    return Double.isFinite(sum) ? sum + lost : sum;
  }

  @Override
  public Notation notation() {
    return Notation.of("#( + )").slope("1");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return Collections.nCopies(y.inputs().size(), Partial.symmetric(t -> t));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("one", List.of(Domain.real(2, 3)), AddN::addN),
        new Example(
            "three", List.of(Domain.real(2, 3), Domain.real(2, 3), Domain.real(2, 3)), AddN::addN),
        new Example(
            "matrix, row, column and scalar",
            List.of(Domain.real(2, 3), Domain.real(3), Domain.real(2, 1), Domain.real()),
            AddN::addN),
        new Example(
            "one twice",
            List.of(Domain.real(3), Domain.real(3)),
            in -> addN(List.of(in.get(0), in.get(1), in.get(0)))));
  }
}
