package io.github.grad4j.ops;

import java.util.List;

/**
 * An elementwise op of two tensors, told by its scalar function.
 *
 * <p>Shape: the inputs broadcast.
 */
public interface Binary extends Elementwise {
  /**
   * The scalar function.
   *
   * @param a one element of the first tensor
   * @param b the element of the second at the same place
   * @return the function's value there, in double precision
   */
  double at(double a, double b);

  @Override
  default List<String> inputNames() {
    return List.of("a", "b");
  }

  @Override
  default void apply(double[][] inputs, double[] output, int n) {
    Loop.of(this).apply(this, inputs[0], inputs[1], output, n);
  }
}
