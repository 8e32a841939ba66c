package io.github.grad4j.autograd.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The check of one order: what concerns all inputs together, then each input by itself. */
final class LevelCheck {
  /** The part by which two ways of computing one number may differ from rounding. */
  private static final double ADJOINT = 1e-12;

  private static final double MODES = 1e-9;

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
        boolean isRight = check.verdict() == Verdict.RIGHT;
        if (isRight && search.isSuspicious()) {
          reports.add(check.inconsistent("wrong along a random direction"));
        } else if (isRight && !isAdjoint(probe, check, k, backward.get(k))) {
          reports.add(check.inconsistent("jvp and vjp are not adjoint"));
        } else if (isRight && !modesAgree(probe, check, k, backward.get(k))) {
          reports.add(check.inconsistent("forward over reverse is not reverse over reverse"));
        } else {
          reports.add(check.report());
        }
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
                    what + " differs from one evaluation to the next"))
        .toList();
  }

  /** ⟨v, Ju⟩ = ⟨Jᵀv, u⟩ for a random tangent u of one input. */
  private boolean isAdjoint(Probe probe, InputCheck check, int input, double[] backward) {
    double[] tangent = Level.signed(backward.length, random);
    double[] pushed = probe.pushed(input, tangent);
    double gap = probe.weighted(pushed);
    double open = ADJOINT * probe.weightedMagnitude(pushed);
    for (int j = 0; j < backward.length; j++) {
      gap -= backward[j] * tangent[j];
      open += ADJOINT * Math.abs(backward[j] * tangent[j]);
      open += check.tolerance() * Math.abs(tangent[j]);
    }
    return Math.abs(gap) <= open;
  }

  /** A second derivative is symmetric: times the cotangents, both sweeps give the same. */
  private boolean modesAgree(Probe probe, InputCheck check, int input, double[] backward) {
    if (level.order() == 1 || input >= level.own()) {
      return true;
    }
    List<double[]> tangents = new ArrayList<>();
    int from = 0;
    for (int k = 0; k < level.xs().size(); k++) {
      if (k < input) {
        from += level.xs().get(k).size();
      }
      tangents.add(
          k < level.own()
              ? level.cotangents().get(k).value()
              : new double[level.xs().get(k).size()]);
    }
    double[] pushed = probe.pushed(tangents);
    double largest = Arrays.stream(backward).map(Math::abs).max().orElse(0);
    for (int j = 0; j < backward.length; j++) {
      double gap = Math.abs(pushed[from + j] - backward[j]);
      if (!(gap <= MODES * largest + check.tolerance())) {
        return false;
      }
    }
    return true;
  }
}
