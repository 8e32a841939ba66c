package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;

/**
 * Cross entropy of softmax and its gradient, for one line of labels and logits at a time.
 *
 * <p>In the words of {@link SoftmaxLines}, with D = 1 + T: the loss is Σ y·(log1p(T) - (z - m)),
 * the gradient Σy·exp(z - m)/D - y. For the top class k, where softmax is nearly 1 when the answer
 * is right and certain, that would cancel; there it is (Σy - y_k) - Σy·T/D, the bracket summed from
 * the other labels.
 */
final class CrossEntropyLine implements CrossEntropyLines {
  private final SoftmaxLine line;
  private final double[] labels;
  private final double[] gradient;

  CrossEntropyLine(Shape shape, int axis) {
    this.line = new SoftmaxLine(shape, axis);
    this.labels = new double[line.length()];
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
  public void read(Slot labelSlot, Slot logitSlot, int i) {
    line.read(logitSlot, i);
    line.readInto(labels, labelSlot, i);
  }

  @Override
  public void writeLosses(Slot output, int i) {
    double logSum = Math.log1p(line.tail());
    // NaN where the line is not finite, even if all labels are 0.
    double loss = 0 * logSum;
    for (int k = 0; k < labels.length; k++) {
      // A class excluded by a logit of -∞ costs nothing when its label is 0.
      if (labels[k] != 0) {
        loss += labels[k] * (logSum - line.shifted(k));
      }
    }
    output.set(i, loss);
  }

  @Override
  public void writeGradients(Slot output, int i) {
    double others = 0;
    for (int k = 0; k < labels.length; k++) {
      others += k == line.top() ? 0 : labels[k];
    }
    double scale = labels.length == 0 ? 0 : (others + labels[line.top()]) / (1 + line.tail());
    for (int k = 0; k < labels.length; k++) {
      gradient[k] =
          k == line.top() ? others - scale * line.tail() : scale * line.exp(k) - labels[k];
    }
    line.write(gradient, output, i);
  }
}
