package io.github.grad4j.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A figure, taken in several rounds.
 *
 * @param what the benchmark, {@code StepBenchmark.block}
 * @param parameters its parameters
 * @param unit of the figures
 * @param rounds each round's median
 * @param bytes heap bytes allocated for each, the lowest of the rounds; -1 where nobody counted
 */
record Score(
    String what, Map<String, String> parameters, String unit, List<Double> rounds, double bytes) {
  /** Where nobody counted bytes. */
  static final double UNCOUNTED = -1;

  /** The median over the rounds. */
  double median() {
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Whether it is the one that is asked for. */
  boolean is(String name, Map<String, String> wanted) {
    return what.equals(name) && parameters.entrySet().containsAll(wanted.entrySet());
  }

  /** Whether it is the same figure, taken another time. */
  boolean sameAs(Score other) {
    return what.equals(other.what) && parameters.equals(other.parameters);
  }

  /** The highest round. */
  OptionalDouble highest() {
    return rounds.stream().mapToDouble(Double::doubleValue).max();
  }
}
