package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.OptionalLong;

/**
 * Cross entropy as in {@link SparseCrossEntropyLine}, for the lines of a {@link ShortSoftmaxTile}.
 */
final class ShortSparseCrossEntropyTile implements CrossEntropyLines {
  private final ShortSoftmaxTile tile;
  private final OptionalLong ignored;

  /** Where the class of each line is in the tile. */
  private final int[] labels;

  /** One for each line. */
  private final double[] results;

  ShortSparseCrossEntropyTile(Shape shape, int axis, OptionalLong ignored) {
    this.tile = new ShortSoftmaxTile(shape, axis);
    this.ignored = ignored;
    this.labels = new int[tile.step()];
    this.results = new double[tile.step()];
  }

  @Override
  public int count() {
    return tile.count();
  }

  @Override
  public int step() {
    return tile.step();
  }

  @Override
  public void read(Slot labelSlot, Slot logitSlot, int first) {
    tile.read(logitSlot, first);
    for (int r = 0; r < tile.lines(); r++) {
      int label = ClassIds.read(labelSlot, first + r, tile.length(), ignored);
      labels[r] = label == ClassIds.IGNORED ? label : label * tile.lines() + r;
    }
  }

  @Override
  public void writeLosses(Slot output, int first) {
    double[] logSums = tile.logSums();
    float[] shifted = tile.shifted();
    for (int r = 0; r < tile.lines(); r++) {
      results[r] = labels[r] == ClassIds.IGNORED ? 0 : logSums[r] - shifted[labels[r]];
    }
    output.write(first, results, tile.lines());
  }

  @Override
  public void writeGradients(Slot output, int first) {
    float[] gradient = tile.exps();
    double[] tail = tile.tail();
    for (int r = 0; r < tile.lines(); r++) {
      if (labels[r] != ClassIds.IGNORED) {
        double sum = 1 + tail[r];
        results[r] = labels[r] == tile.top()[r] ? -tail[r] / sum : gradient[labels[r]] / sum - 1;
      }
    }
    tile.softmax();
    for (int r = 0; r < tile.lines(); r++) {
      if (labels[r] == ClassIds.IGNORED) {
        clear(gradient, r);
      } else {
        gradient[labels[r]] = (float) results[r];
      }
    }
    tile.write(gradient, output, first);
  }

  private void clear(float[] gradient, int r) {
    for (int k = r; k < tile.elements(); k += tile.lines()) {
      gradient[k] = 0;
    }
  }
}
