package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Slot;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Cross entropy of softmax and its gradient, for some lines of logits and labels at a time. */
public interface CrossEntropyLines {
  /**
   * The lines of a slot along one axis, with one label for each class.
   *
   * @param logits whose type and shape count
   * @param axis the axis of the classes, counted from the front
   * @return what reads and writes its lines
   */
  static CrossEntropyLines of(Slot logits, int axis) {
    if (ShortSoftmaxTile.fits(logits, axis)) {
      return new ShortCrossEntropyTile(logits.shape(), axis);
    }
    return SoftmaxTile.fits(logits, axis)
        ? new CrossEntropyTile(logits.shape(), axis)
        : new CrossEntropyLine(logits.shape(), axis);
  }

  /**
   * The lines of a slot along one axis, with a class id for each line.
   *
   * @param logits whose type and shape count
   * @param axis the axis of the classes, counted from the front
   * @param ignored the label of examples that do not count
   * @return what reads and writes its lines
   */
  static CrossEntropyLines sparse(Slot logits, int axis, OptionalLong ignored) {
    if (ShortSoftmaxTile.fits(logits, axis)) {
      return new ShortSparseCrossEntropyTile(logits.shape(), axis, ignored);
    }
    return SoftmaxTile.fits(logits, axis)
        ? new SparseCrossEntropyTile(logits.shape(), axis, ignored)
        : new SparseCrossEntropyLine(logits.shape(), axis, ignored);
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
    void write(CrossEntropyLines lines, int first);
  }

  /**
   * A kernel that reads all lines and writes something of each.
   *
   * @param labels one for each class, of the logits' shape; or LONG, one class id for each line
   * @param logits one for each class
   * @param lines makes what reads and writes some of them
   * @param writing what is written
   * @return the kernel
   */
  static Kernel bind(Slot labels, Slot logits, Supplier<CrossEntropyLines> lines, Writing writing) {
    CrossEntropyLines all = lines.get();
    return SoftmaxLines.inSteps(
        all.count(),
        all.step(),
        logits.size(),
        () -> {
          CrossEntropyLines some = lines.get();
          return first -> {
            some.read(labels, logits, first);
            writing.write(some, first);
          };
        });
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
   * @param labels one for each class, of the logits' shape; or LONG, one class id for each line
   * @param logits one for each class
   * @param first the first line, in c order of the other axes; a multiple of the step
   * @throws io.github.grad4j.core.IndexException if a class id is none and not ignored
   */
  void read(Slot labels, Slot logits, int first);

  /**
   * Writes the loss of each line: NaN if its logits have no finite maximum, 0 if it is ignored.
   *
   * @param output one element for each line
   * @param first the first of the lines read
   */
  void writeLosses(Slot output, int first);

  /**
   * Writes the gradient of each line's loss with respect to its logits.
   *
   * @param output of the logits' shape
   * @param first the first of the lines read
   */
  void writeGradients(Slot output, int first);
}
