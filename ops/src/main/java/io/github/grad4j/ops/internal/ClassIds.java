package io.github.grad4j.ops.internal;

import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Slot;
import java.util.Arrays;
import java.util.OptionalLong;

/** Labels that are numbers of classes, checked as they are read. */
public final class ClassIds {
  /** Stands for a label that does not count. */
  static final int IGNORED = -1;

  private ClassIds() {}

  /** Reads a label, or {@link #IGNORED} where it is the one of examples that do not count. */
  static int read(Slot labels, int i, int classes, OptionalLong ignored) {
    return ignored.isPresent() && ignored.getAsLong() == labels.longs().get(i)
        ? IGNORED
        : read(labels, i, classes);
  }

  /**
   * Reads a label.
   *
   * @param labels LONG
   * @param i which label, in c order
   * @param classes how many classes there are
   * @return the class
   * @throws IndexException if there is no such class
   */
  public static int read(Slot labels, int i, int classes) {
    long label = labels.longs().get(i);
    if (label < 0 || label >= classes) {
      throw new IndexException(
          "label "
              + label
              + " at index "
              + Arrays.toString(Indices.along(labels.shape(), i))
              + " is outside [0, "
              + classes
              + ")");
    }
    return (int) label;
  }
}
