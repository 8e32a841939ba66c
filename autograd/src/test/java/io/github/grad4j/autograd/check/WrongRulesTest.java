package io.github.grad4j.autograd.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.OpException;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds every wrong gradient, and the wrong gradients are those of the oracle. */
final class WrongRulesTest {
  /** Numbers of magnitude 1 from other libraries: some thousand roundings. */
  private static final double TOLERANCE = 1e-12;

  /** The wrong shape is refused before there is a number. */
  private static final Set<String> OF_WRONG_SHAPE = Set.of("M04", "M41");

  static Stream<OracleGradient> mutants() {
    return OracleGradient.read("mutants").stream();
  }

  static Stream<OracleGradient> mutantsOfRightShape() {
    return mutants().filter(mutant -> !OF_WRONG_SHAPE.contains(mutant.id()));
  }

  static Stream<OracleGradient> mutantsOfWrongShape() {
    return mutants().filter(mutant -> OF_WRONG_SHAPE.contains(mutant.id()));
  }

  @ParameterizedTest
  @MethodSource("mutantsOfRightShape")
  void a_wrong_gradient_is_caught(OracleGradient mutant) {
    GradientReport report =
        GradientCheck.of(WrongRules.get(mutant.id())::on, mutant.inputs()).check();
    assertThat(report.hasFailure()).as(report.toString()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void the_same_formula_with_our_rules_passes(OracleGradient mutant) {
    GradientReport report =
        GradientCheck.of(WrongRules.get(mutant.id()).formula(), mutant.inputs()).check();
    assertThat(report.isRight()).as(report.toString()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void our_gradient_is_the_oracles(OracleGradient mutant) {
    List<Tensor> inputs = List.of(mutant.inputs());
    Tensor y = WrongRules.get(mutant.id()).formula().apply(inputs);
    compare(gradients(y, inputs, mutant.array("upstream")), mutant.gradients("trueGrads"));
  }

  @ParameterizedTest
  @MethodSource("mutantsOfRightShape")
  void the_wrong_gradient_is_the_oracles(OracleGradient mutant) {
    List<Tensor> inputs = List.of(mutant.inputs());
    Tensor y = WrongRules.get(mutant.id()).on(inputs);
    compare(gradients(y, inputs, mutant.array("upstream")), mutant.gradients("wrongGrads"));
  }

  @ParameterizedTest
  @MethodSource("mutantsOfWrongShape")
  void a_gradient_of_another_shape_is_refused(OracleGradient mutant) {
    GradientCheck check = GradientCheck.of(WrongRules.get(mutant.id())::on, mutant.inputs());
    assertThatThrownBy(check::check)
        .isInstanceOf(OpException.class)
        .hasMessageContaining("the vjp of op ruledOp");
  }

  private static List<double[]> gradients(Tensor y, List<Tensor> inputs, Constant upstream) {
    List<Tensor> gradients = Autograd.vjp(y, inputs, upstream);
    try (Plan plan = Plan.of(gradients)) {
      plan.run();
      return gradients.stream().map(plan::doubles).toList();
    }
  }

  private static void compare(List<double[]> actual, List<double[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      if (expected.get(i).length > 0) {
        assertThat(actual.get(i)).containsExactly(expected.get(i), Offset.offset(TOLERANCE));
      } else {
        assertThat(actual.get(i)).containsOnly(0);
      }
    }
  }
}
