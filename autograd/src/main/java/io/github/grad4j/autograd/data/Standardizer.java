package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TensorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Moves and scales every feature: x ↦ (x - mean) / scale.
 *
 * <p>It is fitted to the examples learned from, and applied to all others as it is: what is held
 * out must not tell anything beforehand.
 *
 * <pre>{@code
 * Standardizer standardizer = Standardizer.fit(split.training());
 * Dataset training = standardizer.apply(split.training());
 * Dataset test = standardizer.apply(split.test());
 * }</pre>
 *
 * @param mean what is subtracted from each feature, in c order
 * @param scale what each is divided by
 */
public record Standardizer(List<Double> mean, List<Double> scale) {
  /**
   * Checks that there are as many means as scales, and that all can be used.
   *
   * @param mean what is subtracted from each feature; finite
   * @param scale what each is divided by; positive and finite
   * @throws ArgumentException if they are not so
   */
  public Standardizer {
    mean = ArgumentException.copyOf(mean, "mean");
    scale = ArgumentException.copyOf(scale, "scale");
    if (mean.size() != scale.size()) {
      throw new ArgumentException(
          "each feature has a mean and a scale, but there are "
              + mean.size()
              + " means and "
              + scale.size()
              + " scales");
    }
    for (int i = 0; i < mean.size(); i++) {
      double m = mean.get(i);
      double s = scale.get(i);
      if (!(Math.abs(m) < Double.POSITIVE_INFINITY && s > 0 && s < Double.POSITIVE_INFINITY)) {
        throw new ArgumentException(
            "a mean is finite and a scale positive and finite, but those of feature "
                + i
                + " are "
                + m
                + " and "
                + s);
      }
    }
  }

  /**
   * Means and standard deviations, {@code √(Σ(x - mean)² / n)}, of the features of these examples.
   *
   * <p>A feature with the same value in all examples has that value as its mean and 1 as its scale,
   * and becomes 0. The divisor n is that of scikit-learn's StandardScaler.
   *
   * @param training the examples learned from, and no others
   * @return what makes their features of mean 0 and standard deviation 1
   * @throws NonFiniteException if a feature, its mean or its deviation is not finite
   */
  public static Standardizer fit(Dataset training) {
    Cells cells = Cells.of(requireNonNull(training, "training").ownFeatures());
    double[] example = new double[training.featureShape().size()];
    Moments moments = new Moments(example.length);
    for (int i = 0; i < training.size(); i++) {
      moments.sum(row(cells, i, example));
    }
    moments.endSum();
    for (int i = 0; i < training.size(); i++) {
      moments.square(row(cells, i, example));
    }
    return moments.standardizer();
  }

  private static double[] row(Cells cells, int row, double[] example) {
    for (int i = 0; i < example.length; i++) {
      example[i] = cells.get(row * example.length + i);
    }
    return example;
  }

  /**
   * The same means and standard deviations of examples that may not fit into memory, whose files
   * are read twice.
   *
   * @param training the examples learned from, and no others
   * @return what {@link #fit(Dataset)} makes of them
   * @throws NonFiniteException if a mean or deviation is not finite
   * @throws IOException if the files cannot be read, or do not hold what they should
   */
  public static Standardizer fit(StreamedBatches training) throws IOException {
    Moments moments = new Moments(requireNonNull(training, "training").featureShape().size());
    training.forEachExample(moments::sum);
    moments.endSum();
    training.forEachExample(moments::square);
    return moments.standardizer();
  }

  /** Sums of two passes over the examples. */
  private static final class Moments {
    /** Subtracted before sums are taken, so that equal values have exactly their mean. */
    private double[] first = {};

    private final double[] sums;
    private final double[] means;
    private long examples;

    Moments(int width) {
      sums = new double[width];
      means = new double[width];
    }

    void sum(double[] example) {
      first = examples == 0 ? example.clone() : first;
      examples++;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += example[i] - first[i];
      }
    }

    void endSum() {
      for (int i = 0; i < sums.length; i++) {
        means[i] = first[i] + sums[i] / examples;
        sums[i] = 0;
      }
    }

    void square(double[] example) {
      for (int i = 0; i < sums.length; i++) {
        double difference = example[i] - means[i];
        sums[i] += difference * difference;
      }
    }

    Standardizer standardizer() {
      List<Double> scales = new ArrayList<>();
      for (int i = 0; i < sums.length; i++) {
        double deviation = Math.sqrt(sums[i] / examples);
        if (!(deviation < Double.POSITIVE_INFINITY)) {
          throw new NonFiniteException(
              "feature "
                  + i
                  + " has the mean "
                  + means[i]
                  + " and the standard deviation "
                  + deviation
                  + "; only finite features of moderate size can be standardised");
        }
        // A deviation may be too small to be told from 0.
        scales.add(deviation == 0 ? 1 : deviation);
      }
      return new Standardizer(Arrays.stream(means).boxed().toList(), scales);
    }
  }

  /**
   * The same examples with their features moved and scaled.
   *
   * @param examples with as many features as this was fitted to
   * @return the examples; their features keep type, shape and names
   * @throws ShapeException if they have not as many features
   */
  public Dataset apply(Dataset examples) {
    TensorType type = requireNonNull(examples, "examples").featuresType();
    int width = examples.featureShape().size();
    requireWidth(width);
    Cells from = Cells.of(examples.ownFeatures());
    Cells to = Cells.allocate(type.dataType(), type.shape());
    double[] means = array(mean);
    double[] scales = array(scale);
    for (int i = 0; i < type.shape().size(); i++) {
      int feature = i % width;
      to.set(i, (from.get(i) - means[feature]) / scales[feature]);
    }
    return examples.replacing(to.array());
  }

  static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Checks that examples have as many features as this was fitted to. */
  void requireWidth(int width) {
    if (width != mean.size()) {
      throw new ShapeException(
          "it standardises "
              + mean.size()
              + " features, but these examples have "
              + width
              + "; fit another one to the examples these are tested with");
    }
  }
}
