package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Slot;

/**
 * Softmax and its relatives along one axis, for some lines of logits at a time.
 *
 * <p>With m a line's greatest logit and T the sum of exp(z - m) over all logits but one that is
 * greatest, softmax is exp(z - m)/(1 + T) and log-sum-exp is m + log1p(T). The one term left out of
 * T is 1 exactly; added to T it would swallow a small T, and with it the loss of a confident right
 * answer.
 */
public interface SoftmaxLines {
  /**
   * The lines of a slot along one axis: in float arithmetic if they are FLOAT and lie one after the
   * other in memory, else in double.
   *
   * @param logits whose type and shape count
   * @param axis the axis of the classes, counted from the front
   * @return what reads and writes its lines
   */
  static SoftmaxLines of(Slot logits, int axis) {
    return SoftmaxTile.fits(logits, axis)
        ? new SoftmaxTile(logits.shape(), axis)
        : new SoftmaxLine(logits.shape(), axis);
  }

  /**
   * How many lines there are.
   *
   * @return the product of the sizes of the other axes
   */
  int count();

  /**
   * How many lines are read at a time.
   *
   * @return 1 or more
   */
  int step();

  /**
   * Reads lines.
   *
   * @param logits where from
   * @param first the first line, in c order of the other axes; a multiple of the step
   */
  void read(Slot logits, int first);

  /**
   * Writes softmax of the lines.
   *
   * @param output of the logits' shape
   * @param first the first of the lines read
   */
  void writeSoftmax(Slot output, int first);

  /**
   * Writes the logarithm of softmax of the lines.
   *
   * @param output of the logits' shape
   * @param first the first of the lines read
   */
  void writeLogSoftmax(Slot output, int first);

  /**
   * Writes the logarithm of the sum of the exponentials of each line.
   *
   * @param output one element for each line
   * @param first the first of the lines read
   */
  void writeLogSumExp(Slot output, int first);
}
