package io.github.grad4j.core;

/**
 * An op that computes each element of its output from the elements at the same place of its inputs.
 *
 * <p>The function is told for a tile at a time, in double precision whatever the storage, so that a
 * plan can chain several over one tile without touching memory in between.
 */
public interface Pointwise extends Overwrites {
  /**
   * Applies the scalar function to the first {@code n} elements of a tile.
   *
   * @param inputs one array for each input; never written to
   * @param output the results; may be one of the inputs
   * @param n how many elements
   */
  void apply(double[][] inputs, double[] output, int n);
}
