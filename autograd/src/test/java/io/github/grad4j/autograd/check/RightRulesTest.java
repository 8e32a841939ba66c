package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is right and looks wrong to a checker of fixed steps or tolerances passes. */
final class RightRulesTest {
  /** Some thousand roundings, in parts of the largest element. */
  private static final double RELATIVE = 1e-12;

  private static final Tensor ONE_HOT = constant(new double[][] {{1, 0, 0}, {0, 1, 0}});

  /** The function is constant, or does not depend on an input, or has no elements. */
  private static final Set<String> VACUOUS = Set.of("C09", "C10", "C14");

  /** The derivative is nothing but rounding. */
  private static final Set<String> NOISY = Set.of("C11");

  static Stream<OracleGradient> right() {
    return OracleGradient.read("correct").stream();
  }

  @ParameterizedTest
  @MethodSource("right")
  void a_right_gradient_passes(OracleGradient right) {
    GradientReport report = GradientCheck.of(x -> formula(right.id(), x), right.inputs()).check();
    assertThat(report.hasFailure()).as(report.toString()).isFalse();
    assertThat(report.inputs().stream().map(InputReport::verdict).max(Verdict::compareTo))
        .as(report.toString())
        .hasValue(
            VACUOUS.contains(right.id())
                ? Verdict.VACUOUS
                : NOISY.contains(right.id()) ? Verdict.NOISY : Verdict.RIGHT);
  }

  @ParameterizedTest
  @MethodSource("right")
  void the_gradient_is_the_oracles(OracleGradient right) {
    List<Tensor> x = List.of(right.inputs());
    List<Tensor> gradients = Autograd.vjp(formula(right.id(), x), x, right.array("upstream"));
    List<double[]> expected = right.gradients("trueGrads");
    try (Plan plan = Plan.of(gradients)) {
      plan.run();
      for (int k = 0; k < expected.size(); k++) {
        double[] numbers = plan.doubles(gradients.get(k));
        double[] wanted =
            expected.get(k).length == 0 ? new double[numbers.length] : expected.get(k);
        for (int j = 0; j < wanted.length; j++) {
          double open = RELATIVE * Math.max(1e-3, Math.abs(wanted[j]));
          assertThat(numbers[j]).isCloseTo(wanted[j], Offset.offset(open));
        }
      }
    }
  }

  private static Tensor formula(String id, List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    return switch (id) {
      case "C01" ->
          new RuledOp(
                  z -> softmaxCrossEntropyWithLogits(WrongRules.DISTRIBUTIONS, z.get(0)),
                  List.of(
                      (z, y, g) ->
                          multiply(
                              expandDims(g, 1),
                              subtract(softmax(z.get(0)), WrongRules.DISTRIBUTIONS))))
              .on(x);
      case "C02", "C14" -> square(x);
      case "C03" -> log(x);
      case "C04" -> sqrt(x);
      case "C05", "C06" -> relu(x);
      case "C07" -> reduceMax(x, axes(1));
      case "C08" -> softmaxCrossEntropyWithLogits(ONE_HOT, x);
      case "C09" -> add(multiply(x, 0), 2);
      case "C10" -> exp(x);
      case "C11" -> reduceSum(softmax(x), axes(1));
      case "C12" -> add(sin(x), 1e8);
      case "C13" -> tanh(x);
      case "C15" -> multiply(x, inputs.get(1));
      case "C16" -> multiply(square(x), x);
      case "C17" -> sin(multiply(x, 1e3));
      case "C18" -> reduceVariance(x, axes(1));
      case "C19" ->
          new RuledOp(
                  z -> reduceVariance(z.get(0), axes(1)),
                  List.of(
                      (z, y, g) -> {
                        Tensor mean = stopGradient(reduceMean(z.get(0), axes(1).keepingDims()));
                        return multiply(expandDims(divide(g, 2), 1), subtract(z.get(0), mean));
                      }))
              .on(x);
      case "C20" -> abs(x);
      case "C21" -> pow(x, 3);
      default -> throw new AssertionError("no formula for " + id);
    };
  }
}
