package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.check.Probe.Pushed;
import io.github.grad4j.autograd.check.Slope.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds the elements of a large input that are worth a comparison of their own.
 *
 * <p>Many elements are moved together, in random directions of both signs. Where the derivative
 * along a direction is wrong, the direction is halved until few elements are left, so that a wrong
 * element among n costs some log n comparisons. Elements are moved with those of like derivative:
 * an error in a small one would drown among large ones.
 */
final class Search {
  /** Inputs of no more elements are compared element by element. */
  static final int SMALL = 512;

  private static final int DIRECTIONS = 2;

  /** A range of no more elements is not halved. */
  private static final int LEAVES = 8;

  /** So many elements are found at most: where all are wrong, a few tell as much. */
  private static final int ENOUGH = 32;

  /** So many of the largest elements are compared in any case, and as many at random. */
  private static final int SAMPLE = 8;

  /** Derivatives of magnitudes up to 2⁸ times each other are alike. */
  private static final int BITS_ALIKE = 8;

  private final Level level;
  private final Probe probe;
  private final int input;
  private final double[] center;
  private final double[] backward;
  private final double[] scales;
  private final TreeSet<Integer> found = new TreeSet<>();
  private boolean isSuspicious;

  Search(Level level, Probe probe, int input, double[] center, double[] backward) {
    this.level = level;
    this.probe = probe;
    this.input = input;
    this.center = center;
    this.backward = backward;
    double[] point = level.xs().get(input).value();
    this.scales = new double[point.length];
    for (int j = 0; j < scales.length; j++) {
      scales[j] = Differences.scale(point[j]);
    }
  }

  /** The elements to be compared, ascending. */
  int[] elements(SplittableRandom random) {
    if (backward.length <= SMALL) {
      return IntStream.range(0, backward.length).toArray();
    }
    for (List<Integer> alike : alike()) {
      for (int i = 0; i < DIRECTIONS; i++) {
        double[] signed = Level.signed(backward.length, random);
        for (int j = 0; j < signed.length; j++) {
          signed[j] *= scales[j];
        }
        halve(signed, alike);
      }
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

  /** The elements by what moving them does to the function. */
  private Collection<List<Integer>> alike() {
    TreeMap<Integer, List<Integer>> groups = new TreeMap<>();
    for (int j = 0; j < backward.length; j++) {
      int magnitude = Math.floorDiv(Math.getExponent(backward[j] * scales[j]), BITS_ALIKE);
      groups.computeIfAbsent(magnitude, key -> new ArrayList<>()).add(j);
    }
    return groups.values();
  }

  /** Looks for wrong elements among some; true if the direction is wrong along these. */
  private boolean halve(double[] direction, List<Integer> among) {
    Outcome outcome = compare(direction, among);
    return outcome != Outcome.HOLDS && descend(direction, among, outcome);
  }

  private boolean descend(double[] direction, List<Integer> among, Outcome outcome) {
    if (found.size() >= ENOUGH) {
      return true;
    }
    if (among.size() <= LEAVES) {
      isSuspicious |= outcome == Outcome.DIFFERS;
      found.addAll(among);
      return true;
    }
    int middle = among.size() / 2;
    List<Integer> rest = among.subList(middle, among.size());
    boolean isOpen = halve(direction, among.subList(0, middle)) || outcome == Outcome.UNTOLD;
    if (isOpen || rest.size() <= LEAVES) {
      halve(direction, rest);
    } else {
      // What holds for the one half fails for the other.
      descend(direction, rest, Outcome.DOUBTFUL);
    }
    return true;
  }

  /** Both modes beside differences along the part of a direction that moves some elements. */
  private Outcome compare(double[] direction, List<Integer> among) {
    double[] part = new double[direction.length];
    double analytic = 0;
    for (int j : among) {
      part[j] = direction[j];
      analytic += backward[j] * part[j];
    }
    Pushed pushed = probe.pushed(input, part);
    Line line = probe.toward(input, part, center, pushed);
    Slope slope = new Differences(line, level.precision(), 0).slope();
    if (slope.kind() != Kind.SMOOTH) {
      return Outcome.UNTOLD;
    }
    double forward = probe.weighted(pushed.column());
    if (agree(analytic, forward, slope, level.precision().alongDirection)) {
      return Outcome.HOLDS;
    }
    return agree(analytic, forward, slope, level.precision().relative)
        ? Outcome.DOUBTFUL
        : Outcome.DIFFERS;
  }

  private static boolean agree(double reverse, double forward, Slope slope, double relative) {
    return InputCheck.agrees(reverse, slope, relative)
        && InputCheck.agrees(forward, slope, relative);
  }

  private enum Outcome {
    HOLDS,
    DIFFERS,

    /** It differs by less than an element may. */
    DOUBTFUL,

    /** There is a kink on the way, or the function is not finite. */
    UNTOLD
  }
}
