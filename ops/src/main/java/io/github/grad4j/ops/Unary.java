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
    Loop.of(this).apply(this, inputs[0], output, n);
  }

  @Override
  default List<String> inputNames() {
    return List.of("x");
  }
}
