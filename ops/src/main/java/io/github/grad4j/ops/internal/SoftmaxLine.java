package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;

/** One line of logits at a time, of any type and anywhere in memory, in double arithmetic. */
final class SoftmaxLine implements SoftmaxLines {
  private final int count;
  private final int length;
  private final int stride;
  private final double[] shifted;
  private final double[] exps;
  private final double[] result;
  private double max;
  private int top;
  private double tail;

  SoftmaxLine(Shape shape, int axis) {
    this.count = shape.without(axis).size();
    this.length = shape.size(axis);
    this.stride = shape.strides()[axis];
    this.shifted = new double[length];
    this.exps = new double[length];
    this.result = new double[length];
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int step() {
    return 1;
  }

  /** How many classes a line has. */
  int length() {
    return length;
  }

  /** Where a line's first element lies in a slot of the logits' shape. */
  private int start(int line) {
    return line / stride * stride * length + line % stride;
  }

  @Override
  public void read(Slot logits, int line) {
    readInto(shifted, logits, line);
    max = Double.NEGATIVE_INFINITY;
    top = 0;
    for (int k = 0; k < length; k++) {
      // Not "greater": a NaN becomes the maximum and stays it.
      if (!(shifted[k] <= max)) {
        max = shifted[k];
        top = k;
        if (Double.isNaN(max)) {
          break;
        }
      }
    }
    tail = isFinite() ? 0 : Double.NaN;
    for (int k = 0; k < length; k++) {
      shifted[k] = isFinite() ? shifted[k] - max : Double.NaN;
      exps[k] = Math.exp(shifted[k]);
      tail += k == top ? 0 : exps[k];
    }
  }

  /** Reads a line of a slot of the logits' shape as it is. */
  void readInto(double[] into, Slot slot, int line) {
    int start = start(line);
    if (stride == 1) {
      slot.read(start, into, length);
    } else {
      for (int k = 0; k < length; k++) {
        into[k] = slot.get(start + k * stride);
      }
    }
  }

  /** Writes a line of a slot of the logits' shape. */
  void write(double[] from, Slot slot, int line) {
    int start = start(line);
    if (stride == 1) {
      slot.write(start, from, length);
    } else {
      for (int k = 0; k < length; k++) {
        slot.set(start + k * stride, from[k]);
      }
    }
  }

  /** False if a logit is NaN or ∞, or all are -∞: softmax of the line is NaN. */
  private boolean isFinite() {
    return !Double.isNaN(max) && !Double.isInfinite(max);
  }

  /** The class of the greatest logit, the one that the tail leaves out. */
  int top() {
    return top;
  }

  /** T; NaN in a line that is not finite. */
  double tail() {
    return tail;
  }

  /** exp(z - m) of a class; NaN in a line that is not finite. */
  double exp(int k) {
    return exps[k];
  }

  /** z - m of a class; NaN in a line that is not finite. */
  double shifted(int k) {
    return shifted[k];
  }

  @Override
  public void writeSoftmax(Slot output, int line) {
    double sum = 1 + tail;
    for (int k = 0; k < length; k++) {
      result[k] = exps[k] / sum;
    }
    write(result, output, line);
  }

  @Override
  public void writeLogSoftmax(Slot output, int line) {
    double logSum = Math.log1p(tail);
    for (int k = 0; k < length; k++) {
      result[k] = shifted[k] - logSum;
    }
    write(result, output, line);
  }

  @Override
  public void writeLogSumExp(Slot output, int line) {
    // An infinite maximum is the result; its tail is NaN.
    output.set(line, isFinite() ? max + Math.log1p(tail) : max);
  }
}
