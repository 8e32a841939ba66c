package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.Arrays;

/** Cross entropy as in {@link CrossEntropyLine}, for the lines of a {@link ShortSoftmaxTile}. */
final class ShortCrossEntropyTile implements CrossEntropyLines {
  private final ShortSoftmaxTile tile;
  private final float[] labels;

  /** One for each line. */
  private final double[] losses;

  private final double[] others;

  ShortCrossEntropyTile(Shape shape, int axis) {
    this.tile = new ShortSoftmaxTile(shape, axis);
    this.labels = new float[tile.step() * tile.length()];
    this.losses = new double[tile.step()];
    this.others = new double[tile.step()];
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
    double[] logSums = tile.logSums();
    int lines = tile.lines();
    Arrays.fill(losses, 0, lines, 0);
    for (int k = 0; k < tile.elements(); k += lines) {
      addLosses(losses, labels, logSums, tile.shifted(), k, lines);
    }
    for (int r = 0; r < lines; r++) {
      if (Double.isNaN(losses[r])) {
        losses[r] = lossWithoutExcluded(logSums[r], r);
      }
    }
    output.write(first, losses, lines);
  }

  private static void addLosses(
      double[] losses, float[] labels, double[] logSums, float[] shifted, int from, int lines) {
    for (int r = 0; r < lines; r++) {
      losses[r] += labels[from + r] * (logSums[r] - shifted[from + r]);
    }
  }

  /** The loss if a class excluded by a logit of -∞ costs nothing when its label is 0. */
  private double lossWithoutExcluded(double logSum, int r) {
    // NaN where the line is not finite, even if all labels are 0.
    double loss = 0 * logSum;
    for (int k = r; k < tile.elements(); k += tile.lines()) {
      if (labels[k] != 0) {
        loss += labels[k] * (logSum - tile.shifted()[k]);
      }
    }
    return loss;
  }

  @Override
  public void writeGradients(Slot output, int first) {
    float[] gradient = tile.exps();
    float[] factors = tile.factors();
    double[] tail = tile.tail();
    int[] top = tile.top();
    int lines = tile.lines();
    // The top class adds nothing to sums; its label waits among the factors.
    for (int r = 0; r < lines; r++) {
      factors[r] = labels[top[r]];
      labels[top[r]] = 0;
      others[r] = 0;
    }
    tile.addClasses(labels, others);
    for (int r = 0; r < lines; r++) {
      double scale = (others[r] + factors[r]) / (1 + tail[r]);
      factors[r] = (float) scale;
      others[r] -= scale * tail[r];
    }
    multiplyAndSubtract(gradient, tile.ofEachElement(factors), labels, tile.elements());
    for (int r = 0; r < lines; r++) {
      gradient[top[r]] = (float) others[r];
    }
    tile.write(gradient, output, first);
  }

  private static void multiplyAndSubtract(float[] x, float[] factors, float[] less, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = x[i] * factors[i] - less[i];
    }
  }
}
