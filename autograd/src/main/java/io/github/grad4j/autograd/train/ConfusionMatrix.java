package io.github.grad4j.autograd.train;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often examples of each class were taken for each class, and what follows from it.
 *
 * <p>With TP, FP and FN for the examples of a class told as such, of others told as it, and of its
 * own told as others: precision TP / (TP + FP), recall TP / (TP + FN), F1 2·TP / (2·TP + FP + FN),
 * the harmonic mean of the two.
 *
 * <p><b>0/0 is 0</b>: the precision of a class that is never told, the recall of one without
 * examples, the F1 of one with neither. Macro averages are plain means over the classes that occur,
 * among the labels or among what is told; classes that do not occur at all are left out. Both are
 * scikit-learn's rules ({@code zero_division=0}, {@code labels=None}).
 *
 * <p>Immutable; matrices of several batches are added up by {@link #plus}.
 */
public final class ConfusionMatrix {
  private final long[][] counts;

  private ConfusionMatrix(long[][] counts) {
    this.counts = counts;
  }

  /**
   * Counts examples.
   *
   * @param labels the class of each example
   * @param predicted the class that each was taken for
   * @param classes how many classes there are
   * @return the matrix
   * @throws ShapeException if there are not as many predictions as labels
   * @throws IndexException if a class is outside [0, classes)
   * @throws ArgumentException if there is no class
   */
  public static ConfusionMatrix of(long[] labels, long[] predicted, int classes) {
    requireNonNull(labels, "labels");
    requireNonNull(predicted, "predicted");
    if (classes < 1) {
      throw new ArgumentException("there is a class or more, but classes is " + classes);
    }
    if (labels.length != predicted.length) {
      throw new ShapeException(
          labels.length
              + " labels and "
              + predicted.length
              + " predictions are not of the same examples; give one of each for every example");
    }
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      counts[requireClass("label", labels[i], i, classes)][
          requireClass("prediction", predicted[i], i, classes)]++;
    }
    return new ConfusionMatrix(counts);
  }

  private static int requireClass(String what, long told, int example, int classes) {
    if (told < 0 || told >= classes) {
      throw new IndexException(
          what + " " + told + " of example " + example + " is outside [0, " + classes + ")");
    }
    return (int) told;
  }

  /**
   * The examples of both matrices.
   *
   * @param other a matrix of as many classes
   * @return the sum of the counts
   * @throws ShapeException if it has not as many classes
   */
  public ConfusionMatrix plus(ConfusionMatrix other) {
    if (requireNonNull(other, "other").classes() != classes()) {
      throw new ShapeException(
          "matrices of "
              + classes()
              + " and "
              + other.classes()
              + " classes cannot be added; count both with the same classes");
    }
    long[][] sum = new long[classes()][classes()];
    for (int label = 0; label < classes(); label++) {
      for (int told = 0; told < classes(); told++) {
        sum[label][told] = counts[label][told] + other.counts[label][told];
      }
    }
    return new ConfusionMatrix(sum);
  }

  /**
   * How many classes there are.
   *
   * @return the number of rows and of columns
   */
  public int classes() {
    return counts.length;
  }

  /**
   * How many examples of one class were taken for another, or for itself.
   *
   * @param label the examples' class
   * @param predicted what they were taken for
   * @return the count
   * @throws IndexException if there is no such class
   */
  public long count(int label, int predicted) {
    return counts[requireClass(label)][requireClass(predicted)];
  }

  private int requireClass(int told) {
    if (told < 0 || told >= classes()) {
      throw new IndexException("class " + told + " is outside [0, " + classes() + ")");
    }
    return told;
  }

  /**
   * All counts.
   *
   * @return a copy; a row for each label, a column for each prediction
   */
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  /**
   * How many examples were counted.
   *
   * @return the sum of all counts
   */
  public long examples() {
    return IntStream.range(0, classes()).mapToLong(this::support).sum();
  }

  /**
   * How many examples a class has.
   *
   * @param label the class
   * @return the sum of its row
   * @throws IndexException if there is no such class
   */
  public long support(int label) {
    return Arrays.stream(counts[requireClass(label)]).sum();
  }

  private long told(int predicted) {
    return Arrays.stream(counts).mapToLong(row -> row[predicted]).sum();
  }

  /**
   * The share of examples that were told right.
   *
   * @return in [0, 1]; NaN without examples
   */
  public double accuracy() {
    long right = IntStream.range(0, classes()).mapToLong(c -> counts[c][c]).sum();
    return (double) right / examples();
  }

  /**
   * Of the examples taken for a class, the share that belongs to it.
   *
   * @param predicted the class
   * @return in [0, 1]; 0 if none was taken for it
   * @throws IndexException if there is no such class
   */
  public double precision(int predicted) {
    return ratio(counts[requireClass(predicted)][predicted], told(predicted));
  }

  /**
   * Of the examples of a class, the share that was taken for it.
   *
   * @param label the class
   * @return in [0, 1]; 0 if it has no examples
   * @throws IndexException if there is no such class
   */
  public double recall(int label) {
    return ratio(counts[requireClass(label)][label], support(label));
  }

  /**
   * The harmonic mean of precision and recall of a class.
   *
   * @param label the class
   * @return in [0, 1]; 0 if it does not occur
   * @throws IndexException if there is no such class
   */
  public double f1(int label) {
    return ratio(2 * counts[requireClass(label)][label], support(label) + told(label));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /**
   * The mean precision of the classes that occur.
   *
   * @return in [0, 1]; NaN without examples
   */
  public double macroPrecision() {
    return macro(this::precision);
  }

  /**
   * The mean recall of the classes that occur.
   *
   * @return in [0, 1]; NaN without examples
   */
  public double macroRecall() {
    return macro(this::recall);
  }

  /**
   * The mean F1 of the classes that occur, which is not the harmonic mean of the two other means.
   *
   * @return in [0, 1]; NaN without examples
   */
  public double macroF1() {
    return macro(this::f1);
  }

  private double macro(IntToDoubleFunction metric) {
    return IntStream.range(0, classes())
        .filter(c -> support(c) + told(c) > 0)
        .mapToDouble(metric)
        .average()
        .orElse(Double.NaN);
  }

  /** The counts, a line for each label and a column for each prediction. */
  @Override
  public String toString() {
    List<String> cells =
        Arrays.stream(counts).flatMapToLong(Arrays::stream).mapToObj(String::valueOf).toList();
    int width = cells.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean last = i % classes() == classes() - 1;
      lines.append(" ".repeat(width - cell.length())).append(cell).append(last ? "\n" : " ");
    }
    return lines.substring(0, lines.length() - 1);
  }
}
