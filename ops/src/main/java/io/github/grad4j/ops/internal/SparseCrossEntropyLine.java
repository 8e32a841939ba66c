package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Cross entropy of softmax and its gradient, for one line of logits and its class id at a time.
 *
 * <p>In the words of {@link SoftmaxLine}, with c the class and D = 1 + T: the loss is log1p(T) -
 * (z_c - m), the gradient exp(z - m)/D, less 1 for the class. If that is the top class, 1/D - 1
 * would cancel, and is -T/D.
 */
public final class SparseCrossEntropyLine {
  private final SoftmaxLine line;
  private final OptionalLong ignored;
  private final double[] gradient;
  private boolean ignores;
  private int label;

  /**
   * The lines of a shape along one axis.
   *
   * @param shape of the logits
   * @param axis the axis of the classes, counted from the front
   * @param ignored the label of examples that do not count
   */
  public SparseCrossEntropyLine(Shape shape, int axis, OptionalLong ignored) {
    this.line = new SoftmaxLine(shape, axis);
    this.ignored = ignored;
    this.gradient = new double[line.length()];
  }

  /**
   * How many lines there are.
   *
   * @return the product of the sizes of the other axes
   */
  public int count() {
    return line.count();
  }

  /**
   * Reads a line.
   *
   * @param labels LONG, one class id for each line
   * @param logits one logit for each class
   * @param i which line, in c order of the other axes
   * @throws io.github.grad4j.core.IndexException if the label is no class and not ignored
   */
  public void read(Slot labels, Slot logits, int i) {
    ignores = ignored.isPresent() && ignored.getAsLong() == labels.longs().get(i);
    if (!ignores) {
      label = ClassIds.read(labels, i, line.length());
      line.read(logits, i);
    }
  }

  /**
   * The line's loss.
   *
   * @return 0 if it is ignored; NaN if the logits have no finite maximum
   */
  public double loss() {
    return ignores ? 0 : Math.log1p(line.tail()) - line.shifted(label);
  }

  /**
   * Writes the line of the loss's gradient with respect to the logits.
   *
   * @param output of the logits' shape
   * @param i which line, in c order of the other axes
   */
  public void writeGradient(Slot output, int i) {
    if (ignores) {
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
