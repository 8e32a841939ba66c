package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Cross entropy of softmax and its gradient, for one line of logits and its class id at a time.
 *
 * <p>In the words of {@link SoftmaxLines}, with c the class and D = 1 + T: the loss is log1p(T) -
 * (z_c - m), the gradient exp(z - m)/D, less 1 for the class. If that is the top class, 1/D - 1
 * would cancel, and is -T/D.
 */
final class SparseCrossEntropyLine implements CrossEntropyLines {
  private final SoftmaxLine line;
  private final OptionalLong ignored;
  private final double[] gradient;
  private int label;

  SparseCrossEntropyLine(Shape shape, int axis, OptionalLong ignored) {
    this.line = new SoftmaxLine(shape, axis);
    this.ignored = ignored;
    this.gradient = new double[line.length()];
  }

  @Override
  public int count() {
    return line.count();
  }

  @Override
  public int step() {
    return line.step();
  }

  @Override
  public void read(Slot labels, Slot logits, int i) {
    label = ClassIds.read(labels, i, line.length(), ignored);
    if (label != ClassIds.IGNORED) {
      line.read(logits, i);
    }
  }

  @Override
  public void writeLosses(Slot output, int i) {
    output.set(i, label == ClassIds.IGNORED ? 0 : Math.log1p(line.tail()) - line.shifted(label));
  }

  @Override
  public void writeGradients(Slot output, int i) {
    if (label == ClassIds.IGNORED) {
      Arrays.fill(gradient, 0);
    } else {
      double sum = 1 + line.tail();
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] = line.exp(k) / sum;
      }
      gradient[label] = label == line.top() ? -line.tail() / sum : gradient[label] - 1;
    }
    line.write(gradient, output, i);
  }
}
