package io.github.grad4j.autograd.train;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model is right as often as it says: examples in bins of equal width by the probability
 * of the class they are taken for.
 *
 * <p>Of M bins the m-th holds confidences in ((m - 1)/M, m/M]. The expected calibration error is
 * {@code Σ n}<sub>m</sub>{@code /n · |accuracy}<sub>m</sub>{@code - confidence}<sub>m</sub>{@code
 * |}, over the bins with examples.
 *
 * <p>Source: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, "On Calibration of Modern Neural
 * Networks", ICML 2017, equation 3, with its 15 bins; after M. P. Naeini, G. F. Cooper, M.
 * Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015.
 *
 * @param bins from the least confidence to the greatest
 */
public record Calibration(List<Bin> bins) {
  /** How many bins Guo and others use. */
  public static final int BINS = 15;

  /**
   * Copies the bins.
   *
   * @param bins from the least confidence to the greatest
   */
  public Calibration {
    bins = ArgumentException.copyOf(bins, "bins");
  }

  /**
   * The examples told with about the same confidence.
   *
   * @param examples how many there are
   * @param confidence the mean probability of the class they are taken for; 0 without examples
   * @param accuracy the share told right; 0 without examples
   */
  public record Bin(long examples, double confidence, double accuracy) {}

  /**
   * Sorts examples into {@value #BINS} bins.
   *
   * @param labels the class of each example
   * @param probabilities a row for each example, with a probability for each class
   * @return the bins
   * @throws ShapeException if there are not as many rows as labels, or rows differ in length
   * @throws IndexException if a label is no class
   * @throws ArgumentException if a probability is outside [0, 1]
   * @throws NonFiniteException if a probability is NaN
   */
  public static Calibration of(long[] labels, double[][] probabilities) {
    return of(labels, probabilities, BINS);
  }

  /**
   * Sorts examples into bins.
   *
   * @param labels the class of each example
   * @param probabilities a row for each example, with a probability for each class; of equal ones
   *     the first tells the class
   * @param bins how many bins
   * @return the bins
   * @throws ShapeException if there are not as many rows as labels, or rows differ in length
   * @throws IndexException if a label is no class
   * @throws ArgumentException if a probability is outside [0, 1], or there is no bin
   * @throws NonFiniteException if a probability is NaN
   */
  public static Calibration of(long[] labels, double[][] probabilities, int bins) {
    requireNonNull(labels, "labels");
    requireNonNull(probabilities, "probabilities");
    if (bins < 1) {
      throw new ArgumentException("there is a bin or more, but bins is " + bins);
    }
    if (labels.length != probabilities.length) {
      throw new ShapeException(
          labels.length
              + " labels and "
              + probabilities.length
              + " rows of probabilities are not of the same examples");
    }
    long[] examples = new long[bins];
    long[] right = new long[bins];
    double[] confidence = new double[bins];
    for (int i = 0; i < labels.length; i++) {
      double[] row = requireNonNull(probabilities[i], "probabilities[" + i + "]");
      requireRow(row, probabilities[0].length, labels[i], i);
      int told = likeliest(row);
      int bin = binOf(row[told], bins);
      examples[bin]++;
      confidence[bin] += row[told];
      right[bin] += told == labels[i] ? 1 : 0;
    }
    List<Bin> sorted = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      long n = Math.max(1, examples[bin]);
      sorted.add(new Bin(examples[bin], confidence[bin] / n, (double) right[bin] / n));
    }
    return new Calibration(sorted);
  }

  private static int binOf(double p, int bins) {
    // A probability of 0 has no bin of its own.
    int bin = Math.max(0, (int) Math.ceil(p * bins) - 1);
    // The product may have been rounded up, beyond the end that p is.
    return bin > 0 && p <= (double) bin / bins ? bin - 1 : bin;
  }

  private static void requireRow(double[] row, int classes, long label, int example) {
    if (row.length != classes) {
      throw new ShapeException(
          "example "
              + example
              + " has "
              + row.length
              + " probabilities but example 0 has "
              + classes
              + "; give one for each class");
    }
    if (label < 0 || label >= classes) {
      throw new IndexException(
          "label " + label + " of example " + example + " is outside [0, " + classes + ")");
    }
    for (double probability : row) {
      if (Double.isNaN(probability)) {
        throw new NonFiniteException("a probability of example " + example + " is NaN");
      }
      if (probability < 0 || probability > 1) {
        throw new ArgumentException(
            "a probability is in [0, 1], but one of example "
                + example
                + " is "
                + probability
                + "; apply softmax to logits first");
      }
    }
  }

  /**
   * The class that an example is taken for: the one with the largest probability.
   *
   * @param probabilities one for each class, one or more; of equal ones the first counts as larger,
   *     and NaN as larger than all numbers
   * @return the class, counted from 0
   */
  public static int likeliest(double[] probabilities) {
    int likeliest = 0;
    for (int i = 1; i < requireNonNull(probabilities, "probabilities").length; i++) {
      if (Double.compare(probabilities[i], probabilities[likeliest]) > 0) {
        likeliest = i;
      }
    }
    return likeliest;
  }

  /**
   * How far confidence and accuracy are apart, on average over the examples.
   *
   * @return in [0, 1]; NaN without examples
   */
  public double expectedError() {
    long all = bins.stream().mapToLong(Bin::examples).sum();
    return bins.stream()
            .mapToDouble(bin -> bin.examples() * Math.abs(bin.accuracy() - bin.confidence()))
            .sum()
        / all;
  }
}
