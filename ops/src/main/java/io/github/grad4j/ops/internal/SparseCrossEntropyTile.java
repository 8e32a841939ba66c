package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.Arrays;
import java.util.OptionalLong;

/** Cross entropy as in {@link SparseCrossEntropyLine}, for the lines of a {@link SoftmaxTile}. */
final class SparseCrossEntropyTile implements CrossEntropyLines {
  private final SoftmaxTile tile;
  private final OptionalLong ignored;

  /** The class of each line. */
  private final int[] labels;

  SparseCrossEntropyTile(Shape shape, int axis, OptionalLong ignored) {
    this.tile = new SoftmaxTile(shape, axis);
    this.ignored = ignored;
    this.labels = new int[tile.step()];
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
    for (int r = 0; r < tile.rows(); r++) {
      labels[r] = ClassIds.read(labelSlot, first + r, tile.length(), ignored);
    }
  }

  @Override
  public void writeLosses(Slot output, int first) {
    for (int r = 0; r < tile.rows(); r++) {
      output.set(
          first + r,
          labels[r] == ClassIds.IGNORED
              ? 0
              : tile.logSum(r) - tile.shifted()[r * tile.length() + labels[r]]);
    }
  }

  @Override
  public void writeGradients(Slot output, int first) {
    float[] gradient = tile.exps();
    for (int r = 0; r < tile.rows(); r++) {
      int at = r * tile.length();
      if (labels[r] == ClassIds.IGNORED) {
        Arrays.fill(gradient, at, at + tile.length(), 0);
      } else {
        int label = at + labels[r];
        double sum = 1 + tile.tail(r);
        double slope = label == tile.top(r) ? -tile.tail(r) / sum : gradient[label] / sum - 1;
        tile.softmax(r);
        gradient[label] = (float) slope;
      }
    }
    tile.write(gradient, output, first);
  }
}
