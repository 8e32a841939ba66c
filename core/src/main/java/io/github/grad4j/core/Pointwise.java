package io.github.grad4j.core;

import java.util.List;

/**
 * An op that computes each element of its output from the elements at the same place of its inputs,
 * which broadcast to the output's shape.
 *
 * <p>The function is told for a tile at a time, in double precision whatever the storage, so that a
 * plan can chain several over one tile without touching memory in between. An op that can do the
 * same in single precision is a {@link SinglePrecision}.
 */
public interface Pointwise extends Overwrites {
  /**
   * Applies the scalar function to the first {@code n} elements of a tile; several threads may call
   * it at the same time, with tiles of their own.
   *
   * @param inputs one array for each input, truth values as 0 and 1; never written to
   * @param output the results, truth values as 0 and 1; may be one of the inputs
   * @param n how many elements
   */
  void apply(double[][] inputs, double[] output, int n);

  /**
   * A loop over tiles of the output, each input broadcast as it is read. Of a constant that is one
   * number everywhere a plan gives the first element alone, as a scalar.
   */
  @Override
  default Kernel bind(List<Slot> inputs, Slot output) {
    return Tiles.of(this, inputs, output);
  }
}
