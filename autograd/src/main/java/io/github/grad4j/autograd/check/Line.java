package io.github.grad4j.autograd.check;

/**
 * A scalar function of one number, as the weighted sum of many.
 *
 * <p>Differences are taken of each term by itself, so that a large term that stays the same does
 * not drown the small ones that move.
 */
interface Line {
  /** The number nearest to {@code x} that the function can be given. */
  double round(double x);

  /** The terms, unweighted, where the number is {@code x}. */
  double[] at(double x);

  /** The terms at the point itself. */
  double[] center();

  /** The weighted differences of some terms. */
  double[] differences(double[] to, double[] from);

  /** The sum of the weighted differences. */
  double difference(double[] to, double[] from);

  /** The sum of what a relative error of 1 of each number that moves would do to the sum. */
  double magnitude(double[] terms);

  /** The same of how much each number moves, for each unit that the line's own number does. */
  double growth();
}
