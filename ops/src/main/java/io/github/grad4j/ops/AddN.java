package io.github.grad4j.ops;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.Collections;
import java.util.List;

/**
 * Sum of the elements of several tensors: y = a + b + c + ….
 *
 * <p>Shape: all inputs broadcast. ∞ - ∞ = NaN (IEEE 754).
 *
 * <p>Accuracy: added with compensation (Neumaier 1974) and rounded once, so that terms which cancel
 * leave what is left of the others, whatever their order. This is why derivatives gather the
 * cotangents of a tensor that is used several times with this op.
 *
 * <p>Derivative: for each input, the identity.
 */
public record AddN() implements Elementwise {
  /**
   * The sum of several tensors.
   *
   * @param tensors at least one, FLOAT or DOUBLE, of one element type; they broadcast
   * @return their sum
   * @throws ShapeException if the list is empty, or the shapes do not broadcast
   */
  public static Tensor addN(List<? extends Tensor> tensors) {
    return new AddN().on(List.copyOf(tensors));
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new ShapeException("the sum of no tensors has no shape; give at least one");
    }
    return Elementwise.super.infer(inputs);
  }

  @Override
  public String inputName(int index) {
    return "tensors[" + index + "]";
  }

  @Override
  public void apply(double[][] inputs, double[] output, int n) {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      double lost = 0;
      for (double[] input : inputs) {
        double term = input[i];
        double total = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? sum - total + term : term - total + sum;
        sum = total;
      }
      // An infinite sum has lost NaN, which must not replace it.
      output[i] = Math.abs(sum) <= Double.MAX_VALUE ? sum + lost : sum;
    }
  }

  @Override
  public List<Partial> slopes(Node y) {
    return Collections.nCopies(y.inputs().size(), Partial.symmetric(t -> t));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "three", List.of(Domain.real(2, 3), Domain.real(3), Domain.real(2, 1)), in -> addN(in)),
        new Example("one", List.of(Domain.real(3)), in -> addN(in)),
        new Example(
            "one of them twice",
            List.of(Domain.real(3), Domain.real(3)),
            in -> addN(List.of(in.get(0), in.get(1), in.get(0)))));
  }
}
