package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Slot;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/** Some rows of a FLOAT or DOUBLE slot, or some columns of them, on the heap. */
final class RowTile {
  /** Elements that fit the first-level cache beside as many others. */
  private static final int SIZE = 4096;

  private final Slot slot;
  private final int width;
  private final boolean single;

  /** How many rows fit. */
  final int rows;

  /** One of the two is empty. */
  final float[] floats;

  final double[] doubles;

  /**
   * A tile that nothing has been read to.
   *
   * @param slot where rows come from
   * @param width how long they are there
   * @param columns how many columns are read at most
   * @param most how many rows are read at most
   */
  RowTile(Slot slot, int width, int columns, int most) {
    this.slot = slot;
    this.width = width;
    this.single = slot.holds(DataType.FLOAT);
    this.rows = Math.min(most, SIZE / columns);
    this.floats = new float[single ? rows * columns : 0];
    this.doubles = new double[single ? 0 : rows * columns];
  }

  /** Whether the elements are floats. */
  boolean isSingle() {
    return single;
  }

  /** Reads n columns of some rows, which lie without gaps then, from an element of the first on. */
  void read(int from, int count, int n) {
    boolean whole = n == width;
    int pieces = whole ? 1 : count;
    int length = whole ? count * n : n;
    if (single) {
      FloatBuffer source = slot.floats();
      for (int i = 0; i < pieces; i++) {
        source.get(from + i * width, floats, i * n, length);
      }
    } else {
      DoubleBuffer source = slot.doubles();
      for (int i = 0; i < pieces; i++) {
        source.get(from + i * width, doubles, i * n, length);
      }
    }
  }
}
