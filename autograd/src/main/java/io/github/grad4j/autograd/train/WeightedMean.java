package io.github.grad4j.autograd.train;

/** A mean of numbers, each of which weighs as much as the examples that it is the mean of. */
final class WeightedMean {
  private double sum;
  private long examples;

  /** The mean of nothing. */
  WeightedMean() {
    this(0, 0);
  }

  /** One to which numbers were added before. */
  WeightedMean(double sum, long examples) {
    this.sum = sum;
    this.examples = examples;
  }

  void add(double mean, int of) {
    sum += mean * of;
    examples += of;
  }

  double sum() {
    return sum;
  }

  long examples() {
    return examples;
  }

  /** NaN if there are no examples. */
  double value() {
    return sum / examples;
  }
}
