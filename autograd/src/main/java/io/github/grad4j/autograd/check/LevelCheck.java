package io.github.grad4j.autograd.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The check of one order: what concerns all inputs together, then each input by itself. */
final class LevelCheck {
  private final Level level;
  private final SplittableRandom random;

  LevelCheck(Level level, SplittableRandom random) {
    this.level = level;
    this.random = random;
  }

  List<InputReport> run() {
    try (Probe probe = new Probe(level)) {
      double[] center = probe.values();
      List<double[]> backward = probe.pulledBack();
      if (!Arrays.equals(center, probe.values())) {
        return nonDeterministic("the function");
      }
      List<double[]> again = probe.pulledBack();
      for (int k = 0; k < backward.size(); k++) {
        if (!Arrays.equals(backward.get(k), again.get(k))) {
          return nonDeterministic("the derivative");
        }
      }
      List<InputReport> reports = new ArrayList<>();
      for (int k = 0; k < backward.size(); k++) {
        Search search = new Search(level, probe, k, center, backward.get(k));
        int[] elements = search.elements(random);
        InputCheck check = new InputCheck(level, probe, k, center, backward.get(k), elements);
        reports.add(
            check.verdict() == Verdict.RIGHT
                ? inconsistency(search, probe, check, k, backward)
                    .map(check::inconsistent)
                    .orElseGet(check::report)
                : check.report());
      }
      return reports;
    }
  }

  private List<InputReport> nonDeterministic(String what) {
    return level.xs().stream()
        .map(
            x ->
                new InputReport(
                    level.order(),
                    x.input().name(),
                    x.shape(),
                    Verdict.NON_DETERMINISTIC,
                    Optional.empty(),
                    List.of(),
                    what + " differs from one evaluation to the next"))
        .toList();
  }

  /** ⟨v, Ju⟩ = ⟨Jᵀv, u⟩ for a random tangent u of one input. */
  private boolean isAdjoint(Probe probe, InputCheck check, int input, double[] backward) {
    double[] tangent = Level.signed(backward.length, random);
    double[] pushed = probe.pushed(input, tangent).column();
    double gap = probe.weighted(pushed);
    double open = level.precision().adjoint * probe.weightedMagnitude(pushed);
    for (int j = 0; j < backward.length; j++) {
      gap -= backward[j] * tangent[j];
      open += level.precision().adjoint * Math.abs(backward[j] * tangent[j]);
      open += check.tolerance() * Math.abs(tangent[j]);
    }
    return Math.abs(gap) <= open;
  }

  /** Words for a derivative whose elements hold, but which contradicts itself. */
  private Optional<String> inconsistency(
      Search search, Probe probe, InputCheck check, int input, List<double[]> backward) {
    if (search.isSuspicious()) {
      return Optional.of("wrong along a random direction");
    }
    if (!isAdjoint(probe, check, input, backward.get(input))) {
      return Optional.of("jvp and vjp are not adjoint");
    }
    if (level.order() == 1 || input >= level.own()) {
      return Optional.empty();
    }
    return symmetric(probe, check, input, backward.get(input));
  }

  /**
   * A derivative of order 2 or more is symmetric: times the same vectors, forward over reverse and
   * reverse over forward are reverse over reverse.
   */
  private Optional<String> symmetric(Probe probe, InputCheck check, int input, double[] backward) {
    List<double[]> vectors = new ArrayList<>();
    for (int k = 0; k < level.xs().size(); k++) {
      vectors.add(k < level.own() ? vector(k) : new double[level.xs().get(k).size()]);
    }
    if (modesAgree(check, part(probe.pushed(vectors).column(), input), backward)) {
      return modesAgree(check, probe.reverseOverForward(input), backward)
          ? Optional.empty()
          : Optional.of("reverse over forward is not reverse over reverse");
    }
    String remark = "forward over reverse is not reverse over reverse";
    for (int k = 0; k < level.own(); k++) {
      double[] pushed = part(probe.pushed(k, vector(k)).column(), input);
      if (!modesAgree(check, pushed, probe.pulledBack(k, input))) {
        return Optional.of(remark + ", mixed with " + level.xs().get(k).input().name());
      }
    }
    return Optional.of(remark);
  }

  private double[] vector(int input) {
    return level.cotangents().get(input).value();
  }

  /** What of some numbers of all tensors is the input's own gradient. */
  private double[] part(double[] column, int input) {
    int from = level.xs().subList(0, input).stream().mapToInt(Point::size).sum();
    return Arrays.copyOfRange(column, from, from + level.xs().get(input).size());
  }

  private boolean modesAgree(InputCheck check, double[] forward, double[] reverse) {
    double largest = Arrays.stream(reverse).map(Math::abs).max().orElse(0);
    double open = level.precision().modes * largest + check.tolerance();
    for (int j = 0; j < reverse.length; j++) {
      if (!(Math.abs(forward[j] - reverse[j]) <= open)) {
        return false;
      }
    }
    return true;
  }
}
