package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Slot;
import java.util.Arrays;

/** A kernel that sums rows, which are read one after the other as they lie in memory. */
final class RowSums implements Kernel {
  /** Rows that are added straight; the sums of such blocks are added with compensation. */
  private static final int BLOCK = 512;

  /** Columns summed at a time: their sums fit the first-level cache, and a tile besides. */
  private static final int COLUMNS = 1024;

  /** Of a drill: less than a strip of columns and one more. */
  private static final int NARROW = 10;

  private static final Warmed ADD_ROWS = new Warmed(RowSums::drill);

  private final int rows;
  private final int width;
  private final Slot output;
  private final int from;
  private final int to;

  private final RowTile tile;
  private final double[] block;
  private final double[] sum;
  private final double[] lost;

  /**
   * Sums of so many rows each.
   *
   * @param input the slot read, [outer, rows, width]
   * @param rows how many are added up
   * @param width how long a row is
   * @param output the slot written, [outer, width]
   * @param from the first element written
   * @param to the first element left out
   */
  RowSums(Slot input, int rows, int width, Slot output, int from, int to) {
    this.rows = rows;
    this.width = width;
    this.output = output;
    this.from = from;
    this.to = to;
    int columns = Math.min(COLUMNS, width);
    this.tile = new RowTile(input, width, columns, Math.min(BLOCK, rows));
    this.block = new double[columns];
    this.sum = new double[columns];
    this.lost = new double[columns];
  }

  private static Warmed.Drill drill() {
    int rows = 4;
    int length = 5 * Lanes.SUMS + 13;
    float[] a = new float[rows * length];
    double[] sums = new double[length];
    return lanes -> {
      lanes.addRows(a, rows, length, sums);
      lanes.addRows(a, rows * length / NARROW, NARROW, sums);
      // Columns that end before the array does.
      lanes.addRows(a, rows * length / (2 * NARROW), NARROW, sums);
    };
  }

  @Override
  public void run() {
    Lanes lanes = ADD_ROWS.lanes();
    for (int at = from, n; at < to; at += n) {
      int column = at % width;
      n = Math.min(Math.min(sum.length, width - column), to - at);
      sum(lanes, (at - column) * rows + column, n);
      output.write(at, sum, n);
    }
  }

  /** Sums n columns from the element that begins the first row. */
  private void sum(Lanes lanes, int first, int n) {
    Arrays.fill(sum, 0);
    Arrays.fill(lost, 0);
    for (int done = 0; done < rows; done += BLOCK) {
      addBlock(lanes, first + done * width, Math.min(BLOCK, rows - done), n);
      for (int i = 0; i < n; i++) {
        double total = sum[i] + block[i];
        lost[i] += Reductions.lostBy(sum[i], block[i], total);
        sum[i] = total;
      }
    }
    for (int i = 0; i < n; i++) {
      sum[i] = Reductions.compensated(sum[i], lost[i]);
    }
  }

  private void addBlock(Lanes lanes, int first, int count, int n) {
    Arrays.fill(block, 0);
    for (int r = 0; r < count; r += tile.rows) {
      int some = Math.min(tile.rows, count - r);
      tile.read(first + r * width, some, n);
      if (tile.isSingle()) {
        lanes.addRows(tile.floats, some, n, block);
      } else {
        addRows(tile.doubles, some, n, block);
      }
    }
  }

  private static void addRows(double[] a, int rows, int length, double[] sums) {
    for (int i = 0; i < rows; i++) {
      int at = i * length;
      for (int k = 0; k < length; k++) {
        sums[k] += a[at + k];
      }
    }
  }
}
