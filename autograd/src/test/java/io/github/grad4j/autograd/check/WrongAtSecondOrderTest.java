package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that are right at first order only pass a check of order 1 and are caught at order 2. */
final class WrongAtSecondOrderTest {
  /** Numbers of magnitude 1 from other libraries: some thousand roundings. */
  private static final double TOLERANCE = 1e-12;

  static Stream<OracleGradient> mutants() {
    return OracleGradient.read("secondOrder").stream();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void it_passes_at_order_1(OracleGradient mutant) {
    GradientReport report = GradientCheck.of(x -> wrong(mutant, x), mutant.inputs()).check();
    assertThat(report.isRight()).as(report.toString()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void it_is_caught_at_order_2(OracleGradient mutant) {
    GradientReport report =
        GradientCheck.of(x -> wrong(mutant, x), mutant.inputs()).order(2).check();
    assertThat(report.hasFailure()).as(report.toString()).isTrue();
    assertThat(report.inputs().get(0).verdict()).isEqualTo(Verdict.RIGHT);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void the_same_formula_with_our_rules_passes(OracleGradient mutant) {
    GradientReport report =
        GradientCheck.of(x -> right(mutant, x), mutant.inputs()).order(2).check();
    assertThat(report.hasFailure()).as(report.toString()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void the_right_and_the_wrong_products_are_the_oracles(OracleGradient mutant) {
    Constant x = mutant.inputs()[0];
    assertThat(product(mutant, x, right(mutant, List.of(x))))
        .containsExactly(mutant.numbers("trueHvp"), Offset.offset(TOLERANCE));
    assertThat(product(mutant, x, wrong(mutant, List.of(x))))
        .containsExactly(mutant.numbers("wrongHvp"), Offset.offset(TOLERANCE));
  }

  /** The derivative of ⟨gradient, v⟩, by a second reverse sweep. */
  private static double[] product(OracleGradient mutant, Tensor x, Tensor y) {
    Tensor gradient = Autograd.vjp(y, List.of(x), mutant.array("upstream")).get(0);
    Tensor product = Autograd.vjp(gradient, List.of(x), mutant.array("v")).get(0);
    try (Plan plan = Plan.of(product)) {
      return plan.run().doubles(product);
    }
  }

  private static Tensor right(OracleGradient mutant, List<Tensor> x) {
    return formula(mutant.id()).apply(operands(mutant.id(), x));
  }

  static Tensor wrong(OracleGradient mutant, List<Tensor> x) {
    return new RuledOp(formula(mutant.id()), rules(mutant.id())).on(operands(mutant.id(), x));
  }

  /** Two rows of one input are the two operands of a product. */
  private static List<Tensor> operands(String id, List<Tensor> x) {
    return id.equals("S06")
        ? List.of(
            squeeze(slice(x.get(0), range(0, 1)), 0), squeeze(slice(x.get(0), range(1, 2)), 0))
        : x;
  }

  private static Function<List<Tensor>, Tensor> formula(String id) {
    return switch (id) {
      case "S01" -> x -> exp(x.get(0));
      case "S02" -> x -> softmax(x.get(0));
      case "S03" -> x -> softmaxCrossEntropyWithLogits(WrongRules.DISTRIBUTIONS, x.get(0));
      case "S04" -> x -> sigmoid(x.get(0));
      case "S05" -> x -> square(x.get(0));
      case "S06" -> x -> multiply(x.get(0), x.get(1));
      case "S07" -> x -> sin(x.get(0));
      case "S08" -> x -> reduceMax(x.get(0));
      case "S09" -> x -> log(x.get(0));
      case "S10" -> x -> reduceVariance(x.get(0), axes(1));
      case "S11" -> x -> logSumExp(x.get(0), axes(1));
      default -> throw new AssertionError("no formula for " + id);
    };
  }

  private static List<RuledOp.Rule> rules(String id) {
    if (id.equals("S06")) {
      return List.of(
          (x, y, g) -> multiply(g, stopGradient(x.get(1))), (x, y, g) -> multiply(g, x.get(0)));
    }
    // A detached tangent has no adjoint, and is lost in forward mode just as in reverse.
    RuledOp.Scaling detached = (x, y, g) -> multiply(stopGradient(g), cos(x.get(0)));
    return id.equals("S07") ? List.of(detached) : List.of((x, y, g) -> rule(id, x.get(0), y, g));
  }

  private static Tensor rule(String id, Tensor x, Tensor y, Tensor g) {
    return switch (id) {
      case "S01" -> multiply(g, stopGradient(y));
      case "S02" -> {
        Tensor p = stopGradient(y);
        yield multiply(p, subtract(g, reduceSum(multiply(g, p), axes(1).keepingDims())));
      }
      case "S03" ->
          multiply(expandDims(g, 1), subtract(stopGradient(softmax(x)), WrongRules.DISTRIBUTIONS));
      case "S04" -> multiply(g, multiply(y, stopGradient(subtract(1, y))));
      case "S05" -> multiply(g, multiply(stopGradient(x), 2));
      case "S08" -> {
        Tensor zero = subtract(x, stopGradient(x));
        Tensor largest = where(equal(x, y), onesLike(x), zerosLike(x));
        yield multiply(g, add(largest, multiply(zero, 0.5)));
      }
      case "S09" -> {
        Tensor slope = reciprocal(x);
        yield multiply(g, subtract(multiply(stopGradient(slope), 2), slope));
      }
      case "S10" -> {
        Tensor mean = stopGradient(reduceMean(x, axes(1).keepingDims()));
        yield multiply(expandDims(divide(g, 2), 1), subtract(x, mean));
      }
      case "S11" -> {
        Tensor total = stopGradient(logSumExp(x, axes(1).keepingDims()));
        yield multiply(expandDims(g, 1), exp(subtract(x, total)));
      }
      default -> throw new AssertionError("no rule for " + id);
    };
  }
}
