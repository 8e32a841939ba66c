package io.github.grad4j.core;

/**
 * A pointwise op that computes FLOAT elements in float arithmetic, with the same results as in
 * double arithmetic rounded once at the end, or within 1 ulp if the op says so.
 *
 * <p>It spares the way from float to double and back, and lets twice as many elements fit a vector.
 */
public interface SinglePrecision extends Pointwise {
  /**
   * Applies the scalar function to the first {@code n} elements of a tile.
   *
   * @param inputs one array for each input, truth values as 0 and 1; never written to
   * @param output the results, truth values as 0 and 1; may be one of the inputs
   * @param n how many elements
   */
  void apply(float[][] inputs, float[] output, int n);
}
