package io.github.grad4j.ops;

/** An elementwise op that also takes LONG inputs, and computes on them without rounding. */
public interface Integral extends Elementwise {
  /**
   * Applies the scalar function to the first {@code n} elements of a tile.
   *
   * @param inputs one array for each input, truth values as 0 and 1; never written to
   * @param output the results, truth values as 0 and 1; may be one of the inputs
   * @param n how many elements
   */
  void applyToLongs(long[][] inputs, long[] output, int n);
}
