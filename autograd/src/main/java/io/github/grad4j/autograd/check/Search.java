package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.check.Slope.Kind;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds the elements of a large input that are worth a comparison of their own.
 *
 * <p>All elements are moved together, in random directions of both signs. Where the derivative
 * along a direction is wrong, the direction is halved until few elements are left, so that a wrong
 * element among n costs some log n comparisons.
 */
final class Search {
  /** Inputs of no more elements are compared element by element. */
  static final int SMALL = 512;

  private static final int DIRECTIONS = 3;

  /** A range of no more elements is not halved. */
  private static final int LEAVES = 8;

  /** So many elements are found at most: where all are wrong, a few tell as much. */
  private static final int ENOUGH = 32;

  /** So many of the largest elements are compared in any case, and as many at random. */
  private static final int SAMPLE = 8;

  private final Level level;
  private final Probe probe;
  private final int input;
  private final double[] center;
  private final double[] backward;
  private final TreeSet<Integer> found = new TreeSet<>();
  private boolean isSuspicious;

  Search(Level level, Probe probe, int input, double[] center, double[] backward) {
    this.level = level;
    this.probe = probe;
    this.input = input;
    this.center = center;
    this.backward = backward;
  }

  /** The elements to be compared, ascending. */
  int[] elements(SplittableRandom random) {
    if (backward.length <= SMALL) {
      return IntStream.range(0, backward.length).toArray();
    }
    for (int i = 0; i < DIRECTIONS; i++) {
      double[] direction = Level.signed(backward.length, random);
      for (int j = 0; j < direction.length; j++) {
        direction[j] *= Differences.scale(level.xs().get(input).value()[j]);
      }
      halve(direction, 0, backward.length);
    }
    IntStream.range(0, backward.length)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -Math.abs(backward[j])))
        .limit(SAMPLE)
        .forEach(found::add);
    random.ints(SAMPLE, 0, backward.length).forEach(found::add);
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether the derivative was wrong along a direction that moves few elements. */
  boolean isSuspicious() {
    return isSuspicious;
  }

  private void halve(double[] direction, int from, int to) {
    if (found.size() >= ENOUGH) {
      return;
    }
    Outcome outcome = compare(direction, from, to);
    if (outcome == Outcome.HOLDS) {
      return;
    }
    if (to - from <= LEAVES) {
      isSuspicious |= outcome == Outcome.DIFFERS;
      IntStream.range(from, to).forEach(found::add);
      return;
    }
    int middle = (from + to) >>> 1;
    halve(direction, from, middle);
    halve(direction, middle, to);
  }

  /** Both modes beside differences along the part of a direction. */
  private Outcome compare(double[] direction, int from, int to) {
    double[] part = new double[direction.length];
    System.arraycopy(direction, from, part, from, to - from);
    double[] column = probe.pushed(input, part);
    Slope slope = new Differences(probe.toward(input, part, center, column), 0).slope();
    double analytic = 0;
    for (int j = from; j < to; j++) {
      analytic += backward[j] * part[j];
    }
    if (slope.kind() != Kind.SMOOTH) {
      return Outcome.UNTOLD;
    }
    return InputCheck.agrees(analytic, slope) && InputCheck.agrees(probe.weighted(column), slope)
        ? Outcome.HOLDS
        : Outcome.DIFFERS;
  }

  private enum Outcome {
    HOLDS,
    DIFFERS,

    /** There is a kink on the way, or the function is not finite. */
    UNTOLD
  }
}
