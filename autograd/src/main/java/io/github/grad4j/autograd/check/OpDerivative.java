package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.addN;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.reduceSum;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/** The properties of an op that are about derivatives, for examples that have any. */
final class OpDerivative {
  /** What adjointness may lack of the sum of the magnitudes: thousands of roundings. */
  private static final double ADJOINT_TOLERANCE = 1e-12;

  /** Examples are well conditioned: a few dozen roundings of 1e-16 each, 1000 times over. */
  private static final double MODES_TOLERANCE = 1e-11;

  /** So many points are tried to reach elements whose derivative was 0 at all before. */
  private static final int TRIES = 32;

  private OpDerivative() {}

  /**
   * The first complaint at any of some points: the one drawn first, and those at which an element
   * of an input has a derivative other than 0 for the first time. A maximum or a selection is thus
   * seen from all sides, and a smooth function at one point.
   */
  static Optional<String> complaint(
      Example example, long seed, Function<OpSample, Optional<String>> check) {
    return points(new OpSample(example, DataType.DOUBLE, seed), example).stream()
        .map(check)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static List<OpSample> points(OpSample first, Example example) {
    List<OpSample> points = new ArrayList<>(List.of(first));
    List<Tensor> pulled = first.pulled();
    BitSet reached = new BitSet();
    try (Plan plan = first.plan(pulled)) {
      // Random draws much the same first numbers from neighbouring seeds.
      SplittableRandom seeds = new SplittableRandom(first.seed());
      long seed = first.seed();
      for (int i = 0; i < TRIES; i++) {
        double[] derivative =
            OpSample.read(plan.run(), pulled).stream().flatMapToDouble(Arrays::stream).toArray();
        int before = reached.cardinality();
        IntStream.range(0, derivative.length).filter(j -> derivative[j] != 0).forEach(reached::set);
        if (i > 0 && reached.cardinality() > before) {
          points.add(new OpSample(example, DataType.DOUBLE, seed));
        }
        if (reached.cardinality() == derivative.length) {
          break;
        }
        seed = seeds.nextLong();
        first.feedOthers(plan, seed);
      }
    }
    return points;
  }

  static Optional<String> adjoint(OpSample sample) {
    List<Tensor> formulas = new ArrayList<>(sample.pulled());
    formulas.add(sample.pushed());
    List<double[]> values = sample.evaluate(formulas);
    double[] weights = sample.value(sample.cotangent());
    double[] pushed = values.get(values.size() - 1);
    double forward = 0;
    double reverse = 0;
    double size = 0;
    for (int i = 0; i < pushed.length; i++) {
      forward += weights[i] * pushed[i];
      size += Math.abs(weights[i] * pushed[i]);
    }
    for (int k = 0; k < sample.xs().size(); k++) {
      double[] tangent = sample.value(sample.tangents().get(k));
      for (int i = 0; i < tangent.length; i++) {
        reverse += values.get(k)[i] * tangent[i];
        size += Math.abs(values.get(k)[i] * tangent[i]);
      }
    }
    // NaN is not within the tolerance.
    return Math.abs(forward - reverse) <= ADJOINT_TOLERANCE * size
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "<cotangent, jvp> = %s but <vjp, tangent> = %s", forward, reverse));
  }

  static Optional<String> firstOrder(OpSample sample) {
    return complaint("", check(sample, sample.y(), sample.xs()).check());
  }

  static Optional<String> secondOrder(OpSample sample) {
    List<Input> point = Stream.concat(sample.xs().stream(), sample.tangents().stream()).toList();
    return complaint("vjp, ", check(sample, sample.y(), sample.xs()).order(2).check())
        .or(() -> complaint("jvp, ", check(sample, sample.pushed(), point).check()));
  }

  static Optional<String> modes(OpSample sample) {
    List<Input> xs = sample.xs();
    Tensor loss = reduceSum(multiply(sample.y(), sample.cotangent()));
    List<Tensor> terms = new ArrayList<>();
    List<Tensor> pulled = sample.pulled();
    for (int k = 0; k < xs.size(); k++) {
      terms.add(reduceSum(multiply(pulled.get(k), sample.tangents().get(k))));
    }
    List<Tensor> all = new ArrayList<>(Autograd.hvp(loss, xs, sample.tangents()));
    all.addAll(Autograd.gradients(addN(terms), xs));
    all.addAll(Autograd.gradients(Autograd.jvp(loss, xs, sample.tangents()), xs));
    List<double[]> values = sample.evaluate(all);
    double largest = values.stream().mapToDouble(OpComputation::largest).reduce(1, Math::max);
    for (int k = 0; k < xs.size(); k++) {
      double tolerance = MODES_TOLERANCE * largest;
      double[] expected = values.get(k);
      double[] reversed = values.get(k + xs.size());
      double[] mixed = values.get(k + 2 * xs.size());
      String x = ", " + xs.get(k).name();
      Optional<String> difference =
          OpComputation.difference("reverse over reverse" + x, reversed, expected, tolerance)
              .or(
                  () ->
                      OpComputation.difference(
                          "reverse over forward" + x, mixed, expected, tolerance));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static GradientCheck check(OpSample sample, Tensor formula, List<Input> point) {
    GradientCheck check = GradientCheck.of(formula).withRespectTo(point).seed(sample.seed());
    for (Input leaf : sample.leaves()) {
      check = check.at(leaf, sample.constant(leaf));
    }
    return check;
  }

  /** An example is where the derivative can be told: neither at a kink nor drowned by rounding. */
  private static Optional<String> complaint(String mode, GradientReport report) {
    return report.inputs().stream()
        .filter(input -> input.verdict() != Verdict.RIGHT && input.verdict() != Verdict.VACUOUS)
        .findFirst()
        .map(input -> mode + complaint(input) + fault(report));
  }

  /** In a formula of several ops, which one it was. */
  private static String fault(GradientReport report) {
    return report
        .diagnosis()
        .flatMap(Diagnosis::fault)
        .map(rule -> "; the rule of " + rule.op() + " " + rule.where() + " fails by itself")
        .orElse("");
  }

  private static String complaint(InputReport input) {
    String element =
        input
            .worst()
            .map(
                worst ->
                    String.format(
                        Locale.ROOT,
                        " at %s: %s but differences say %s within %.1e",
                        worst.index(),
                        worst.analytic(),
                        worst.numeric(),
                        worst.errorBar()))
            .orElse("");
    return String.format(
        "order %d, %s is %s%s%s",
        input.order(),
        input.input(),
        input.verdict(),
        element,
        input.remark().isEmpty() ? "" : ", " + input.remark());
  }
}
