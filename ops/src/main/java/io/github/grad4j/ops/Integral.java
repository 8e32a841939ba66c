package io.github.grad4j.ops;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** An elementwise op that also takes LONG inputs, and computes on them without rounding. */
public interface Integral extends Elementwise {
  @Override
  default List<DataType> takes() {
    return List.of(DataType.FLOAT, DataType.DOUBLE, DataType.INT64);
  }

  /**
   * Applies the scalar function to the first {@code n} elements of a tile.
   *
   * @param inputs one array for each input, truth values as 0 and 1; never written to
   * @param output the results, truth values as 0 and 1; may be one of the inputs
   * @param n how many elements
   */
  void applyToLongs(long[][] inputs, long[] output, int n);
}
