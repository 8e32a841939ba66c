package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;

/** Cross entropy as in {@link CrossEntropyLine}, for the lines of a {@link SoftmaxTile}. */
final class CrossEntropyTile implements CrossEntropyLines {
  private final SoftmaxTile tile;
  private final float[] labels;

  CrossEntropyTile(Shape shape, int axis) {
    this.tile = new SoftmaxTile(shape, axis);
    this.labels = new float[tile.step() * tile.length()];
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
    tile.readInto(labels, labelSlot, first);
  }

  @Override
  public void writeLosses(Slot output, int first) {
    for (int r = 0; r < tile.rows(); r++) {
      output.set(first + r, loss(tile.logSum(r), r * tile.length()));
    }
  }

  private double loss(double logSum, int from) {
    float[] shifted = tile.shifted();
    // NaN where the line is not finite, even if all labels are 0.
    double loss = 0 * logSum;
    for (int k = from; k < from + tile.length(); k++) {
      // A class excluded by a logit of -∞ costs nothing when its label is 0.
      if (labels[k] != 0) {
        loss += labels[k] * (logSum - shifted[k]);
      }
    }
    return loss;
  }

  @Override
  public void writeGradients(Slot output, int first) {
    float[] gradient = tile.exps();
    for (int r = 0; r < tile.rows(); r++) {
      int top = tile.top(r);
      double others = tile.sumBesidesTop(labels, r);
      double scale = (others + labels[top]) / (1 + tile.tail(r));
      int at = r * tile.length();
      scaleAndSubtract(gradient, (float) scale, labels, at, at + tile.length());
      gradient[top] = (float) (others - scale * tile.tail(r));
    }
    tile.write(gradient, output, first);
  }

  private static void scaleAndSubtract(float[] x, float factor, float[] less, int from, int end) {
    for (int k = from; k < end; k++) {
      x[k] = x[k] * factor - less[k];
    }
  }
}
