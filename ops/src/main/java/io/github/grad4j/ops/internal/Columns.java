package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Slot;
import io.github.grad4j.ops.internal.Reductions.Accumulator;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A kernel that reduces columns, some at a time: their elements lie far apart, but those of
 * neighbours side by side.
 */
final class Columns implements Kernel {
  private static final int MOST = 64;

  private final int rows;
  private final int width;
  private final Slot output;
  private final int from;
  private final int to;
  private final RowTile tile;

  /** The tile transposed; one of the two is empty. */
  private final float[] floats;

  private final double[] doubles;
  private final Accumulator[] accumulators;
  private final double[] results;

  /**
   * Reduces all columns.
   *
   * @param input the slot read, [outer, rows, width]
   * @param rows how many elements a column has
   * @param width how many columns there are
   * @param output the slot written, [outer, width]
   * @param reduction makes accumulators
   * @param from the first element written
   * @param to the first element left out
   */
  Columns(
      Slot input,
      int rows,
      int width,
      Slot output,
      Supplier<? extends Accumulator> reduction,
      int from,
      int to) {
    this.rows = rows;
    this.width = width;
    this.output = output;
    this.from = from;
    this.to = to;
    int columns = Math.min(MOST, width);
    this.tile = new RowTile(input, width, columns, rows);
    this.floats = new float[tile.floats.length];
    this.doubles = new double[tile.doubles.length];
    this.accumulators = new Accumulator[columns];
    Arrays.setAll(accumulators, i -> reduction.get());
    this.results = new double[columns];
  }

  @Override
  public void run() {
    for (Accumulator accumulator : accumulators) {
      accumulator.begin();
    }
    for (int at = from, n; at < to; at += n) {
      int column = at % width;
      n = Math.min(Math.min(results.length, width - column), to - at);
      reduce((at - column) * rows + column, n);
      output.write(at, results, n);
    }
  }

  /** Reduces n columns from the element that begins the first. */
  private void reduce(int first, int n) {
    for (int i = 0; i < n; i++) {
      accumulators[i].reset();
    }
    for (int done = 0; done < rows; done += tile.rows) {
      int count = Math.min(tile.rows, rows - done);
      tile.read(first + done * width, count, n);
      if (tile.isSingle()) {
        transpose(tile.floats, count, n, floats);
      } else {
        transpose(tile.doubles, count, n, doubles);
      }
      for (int i = 0; i < n; i++) {
        if (tile.isSingle()) {
          accumulators[i].add(floats, i * count, count);
        } else {
          accumulators[i].add(doubles, i * count, count);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      results[i] = accumulators[i].result();
    }
  }

  /** Makes columns of rows that lie without gaps. */
  static void transpose(float[] from, int rows, int columns, float[] to) {
    for (int j = 0; j < columns; j++) {
      int at = j * rows;
      for (int i = 0, p = j; i < rows; i++, p += columns) {
        to[at + i] = from[p];
      }
    }
  }

  private static void transpose(double[] from, int rows, int columns, double[] to) {
    for (int j = 0; j < columns; j++) {
      int at = j * rows;
      for (int i = 0, p = j; i < rows; i++, p += columns) {
        to[at + i] = from[p];
      }
    }
  }
}
