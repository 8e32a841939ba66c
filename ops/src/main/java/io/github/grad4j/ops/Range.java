package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.ShapeException;
import java.util.OptionalInt;

/**
 * Some places along an axis: NumPy's {@code begin:end:step}.
 *
 * <p>A negative place counts from the end. Places outside the axis are cut off, and a range that
 * ends before it begins is empty, as in NumPy.
 *
 * @param begin the first place; if absent, the first in the direction of the step
 * @param end the place before which it ends; if absent, it goes as far as the axis does
 * @param step from one place to the next; negative goes backwards
 */
public record Range(OptionalInt begin, OptionalInt end, int step) {
  /**
   * Checks the step.
   *
   * @param begin the first place; if absent, the first in the direction of the step
   * @param end the place before which it ends; if absent, it goes as far as the axis does
   * @param step from one place to the next; negative goes backwards
   * @throws ShapeException if the step is 0
   * @throws ArgumentException if an end is null
   */
  public Range {
    ArgumentException.requireNonNull(begin, "begin");
    ArgumentException.requireNonNull(end, "end");
    if (step == 0) {
      throw new ShapeException("a range advances by its step, which cannot be 0; take 1 or -1");
    }
  }

  /**
   * The places from one to before another: {@code begin:end}.
   *
   * @param begin the first place
   * @param end the place after the last
   * @return the range
   */
  public static Range range(int begin, int end) {
    return new Range(OptionalInt.of(begin), OptionalInt.of(end), 1);
  }

  /**
   * The places from one to the end: {@code begin:}.
   *
   * @param begin the first place
   * @return the range
   */
  public static Range rangeFrom(int begin) {
    return new Range(OptionalInt.of(begin), OptionalInt.empty(), 1);
  }

  /**
   * The places before one: {@code :end}.
   *
   * @param end the place after the last
   * @return the range
   */
  public static Range rangeTo(int end) {
    return new Range(OptionalInt.empty(), OptionalInt.of(end), 1);
  }

  /**
   * The whole axis: {@code :}.
   *
   * @return the range
   */
  public static Range wholeRange() {
    return new Range(OptionalInt.empty(), OptionalInt.empty(), 1);
  }

  /**
   * The same range with another step; {@code wholeRange().step(-1)} is the axis backwards.
   *
   * @param newStep from one place to the next; negative goes backwards, from begin down to end
   * @return the range with that step
   * @throws ShapeException if the step is 0
   */
  public Range step(int newStep) {
    return new Range(begin, end, newStep);
  }

  /** The first place on an axis of this size. */
  int first(int size) {
    return place(begin, size, step > 0 ? 0 : size - 1);
  }

  /** How many places of an axis of this size there are. */
  int count(int size) {
    long way = (long) place(end, size, step > 0 ? size : -1) - first(size);
    return way == 0 || way > 0 != step > 0
        ? 0
        : (int) ((Math.abs(way) - 1) / Math.abs((long) step)) + 1;
  }

  private int place(OptionalInt named, int size, int otherwise) {
    if (named.isEmpty()) {
      return otherwise;
    }
    long fromFront = named.getAsInt() < 0 ? (long) named.getAsInt() + size : named.getAsInt();
    int least = step > 0 ? 0 : -1;
    return (int) Math.max(least, Math.min(least + size, fromFront));
  }

  /** As in NumPy: {@code 1:}, {@code 0:4:2}, {@code ::-1}. */
  @Override
  public String toString() {
    String from = begin.isPresent() ? "" + begin.getAsInt() : "";
    String to = end.isPresent() ? "" + end.getAsInt() : "";
    return from + ":" + to + (step == 1 ? "" : ":" + step);
  }
}
