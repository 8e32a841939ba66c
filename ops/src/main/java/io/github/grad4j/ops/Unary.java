package io.github.grad4j.ops;

import java.util.List;

/**
 * An elementwise op of one tensor, told by its scalar function.
 *
 * <p>Shape: that of the input.
 */
public interface Unary extends Elementwise {
  /**
   * The scalar function.
   *
   * @param x one element
   * @return the function's value there, in double precision
   */
  double at(double x);

  @Override
  default void apply(double[][] inputs, double[] output, int n) {
    double[] x = inputs[0];
    for (int i = 0; i < n; i++) {
      output[i] = at(x[i]);
    }
  }

  @Override
  default List<String> inputNames() {
    return List.of("x");
  }
}
