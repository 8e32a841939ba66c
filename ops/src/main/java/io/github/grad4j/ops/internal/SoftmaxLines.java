package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Parts;
import io.github.grad4j.core.Slot;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

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
    if (ShortSoftmaxTile.fits(logits, axis)) {
      return new ShortSoftmaxTile(logits.shape(), axis);
    }
    return SoftmaxTile.fits(logits, axis)
        ? new SoftmaxTile(logits.shape(), axis)
        : new SoftmaxLine(logits.shape(), axis);
  }

  /** What is written of the lines that were read. */
  @FunctionalInterface
  interface Writing {
    /**
     * Writes some lines' results.
     *
     * @param lines holds them
     * @param first the first of them
     */
    void write(SoftmaxLines lines, int first);
  }

  /**
   * A kernel that reads all lines and writes something of each.
   *
   * @param logits where from
   * @param axis the axis of the classes, counted from the front
   * @param writing what is written
   * @return the kernel
   */
  static Kernel bind(Slot logits, int axis, Writing writing) {
    SoftmaxLines all = of(logits, axis);
    return inSteps(
        all.count(),
        all.step(),
        logits.size(),
        () -> {
          SoftmaxLines lines = of(logits, axis);
          return first -> {
            lines.read(logits, first);
            writing.write(lines, first);
          };
        });
  }

  /**
   * A kernel that does something for all lines, some at a time.
   *
   * @param count how many lines there are
   * @param step how many are taken at a time
   * @param size how many elements they have together
   * @param work makes what is done from a line on, with scratch memory of its own
   * @return the kernel
   */
  static Kernel inSteps(int count, int step, int size, Supplier<IntConsumer> work) {
    int steps = (count + step - 1) / step;
    return Parts.of(
        steps,
        Math.max(1, (int) ((long) WORTH * steps / Math.max(1, size))),
        (from, to) -> {
          IntConsumer ours = work.get();
          return () -> {
            for (int i = from; i < to; i++) {
              ours.accept(i * step);
            }
          };
        });
  }

  /** So many elements are worth a thread. */
  int WORTH = 1 << 14;

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
