package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import user.model.Line;

/** A check that fails names the op that is to blame, or says that no op is. */
final class NodeSearchTest {
  /** What nodes that are made on the user's line say of it. */
  private static final String USERS_LINE = ((Node) Line.of(() -> exp(Constant.of(1.0)))).where();

  private static final RuledOp.Rule TWICE = (x, y, g) -> multiply(multiply(g, cos(x.get(0))), 2);
  private static final RuledOp WRONG = new RuledOp(x -> sin(x.get(0)), List.of(TWICE));

  static Stream<OracleGradient> mutants() {
    return WrongRulesTest.mutantsOfRightShape();
  }

  static Stream<OracleGradient> mutantsOfSecondOrder() {
    return WrongAtSecondOrderTest.mutants();
  }

  private static RuleReport fault(GradientReport report) {
    return report.diagnosis().flatMap(Diagnosis::fault).orElseThrow();
  }

  /** Ops before and behind, which are right. */
  private static Tensor model(Function<List<Tensor>, Tensor> wrong, List<Tensor> x) {
    List<Tensor> operands = new ArrayList<>();
    x.forEach(operand -> operands.add(divide(multiply(operand, 2), 2)));
    return reduceSum(multiply(tanh(Line.of(() -> wrong.apply(operands))), 3));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void a_wrong_rule_in_a_model_is_named_with_its_line(OracleGradient mutant) {
    GradientReport report =
        GradientCheck.of(x -> model(WrongRules.get(mutant.id())::on, x), mutant.inputs()).check();
    assertThat(fault(report).op()).as(report.toString()).isEqualTo("ruledOp");
    assertThat(fault(report).where()).isEqualTo(USERS_LINE);
    assertThat(fault(report).input().verdict().isFailure()).isTrue();
    assertThat(report.toString()).contains("that of ruledOp " + USERS_LINE);
  }

  @ParameterizedTest
  @MethodSource("mutantsOfSecondOrder")
  void a_rule_wrong_at_order_2_only_is_named_too(OracleGradient mutant) {
    Function<List<Tensor>, Tensor> wrong = x -> WrongAtSecondOrderTest.wrong(mutant, x);
    GradientReport report =
        GradientCheck.of(x -> model(wrong, x), mutant.inputs()).order(2).check();
    assertThat(fault(report).op()).as(report.toString()).isEqualTo("ruledOp");
    assertThat(fault(report).where()).isEqualTo(USERS_LINE);
    assertThat(fault(report).input().order()).isEqualTo(2);
    assertThat(report.toString()).contains(", derived to order 2,");
  }

  @Test
  void a_wrong_op_inside_a_rule_is_named_as_such() {
    RuledOp square =
        new RuledOp(
            x -> square(x.get(0)),
            List.of(
                (x, y, g) -> {
                  Tensor identity =
                      new RuledOp(z -> multiply(z.get(0), 2), List.of((z, v, h) -> multiply(h, 3)))
                          .on(x.get(0));
                  return multiply(g, identity);
                }));
    GradientReport report =
        GradientCheck.of(x -> Line.of(() -> square.on(x)), Constant.of(0.5)).order(2).check();
    assertThat(fault(report).where()).isEqualTo("in the derivative of ruledOp " + USERS_LINE);
    assertThat(fault(report).input().order()).isEqualTo(1);
  }

  @Test
  void the_first_of_several_is_named() {
    GradientReport report =
        GradientCheck.of(
                x -> {
                  Tensor first = Line.of(() -> WRONG.on(x.get(0)));
                  return new RuledOp(z -> exp(z.get(0)), List.of(TWICE)).on(first);
                },
                Constant.of(0.5))
            .check();
    assertThat(fault(report).where()).isEqualTo(USERS_LINE);
  }

  @Test
  void only_ops_on_the_way_from_what_is_wrong_are_looked_at() {
    Constant point = Constant.of(new double[] {1, 2});
    GradientReport report =
        GradientCheck.of(
                x -> add(exp(sin(x.get(0))), Line.of(() -> WRONG.on(x.get(1)))), point, point)
            .check();
    assertThat(report.inputs().get(0).verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(fault(report).where()).isEqualTo(USERS_LINE);
    assertThat(report.diagnosis().orElseThrow().checked()).isEqualTo(1);
  }

  @Test
  void the_operand_is_named() {
    RuledOp product =
        new RuledOp(
            x -> matmul(x.get(0), x.get(1)),
            List.of(
                (x, y, g) -> matmulTransposeB(g, x.get(1)),
                (x, y, g) -> transpose(matmulTransposeA(x.get(0), g), 1, 0)));
    GradientReport report =
        GradientCheck.of(
                x -> product.on(x.get(0), x.get(0)), Constant.of(new double[][] {{1, 2}, {3, 5}}))
            .check();
    assertThat(fault(report).input().input()).isEqualTo("input 1");
    assertThat(fault(report).input().remark()).isEqualTo("transposed");
  }

  @Test
  void a_kink_is_not_to_blame() {
    GradientReport report =
        GradientCheck.of(
                x -> Line.of(() -> WRONG.on(relu(x.get(0)))), Constant.of(new double[] {0, 1}))
            .check();
    assertThat(fault(report).op()).isEqualTo("ruledOp");
  }

  @Test
  void a_rule_that_is_right_by_itself_is_not_blamed() {
    RuledOp contrary =
        new RuledOp(
            x -> sin(x.get(0)),
            List.of(
                (x, y, g) ->
                    x.get(0) instanceof Node ? TWICE.vjp(x, y, g) : multiply(g, cos(x.get(0)))));
    GradientReport report =
        GradientCheck.of(x -> contrary.on(exp(x.get(0))), Constant.of(0.5)).check();
    Diagnosis diagnosis = report.diagnosis().orElseThrow();
    assertThat(diagnosis.fault()).isEmpty();
    assertThat(diagnosis.checked()).isEqualTo(2);
    assertThat(report.toString())
        .contains("no op's own rule fails (2 looked at, 0 of them could not be told)");
  }

  @Test
  void a_formula_of_very_many_ops_is_looked_at_in_part() {
    GradientReport report =
        GradientCheck.of(
                x -> {
                  Tensor y = x.get(0);
                  for (int i = 0; i < 2000; i++) {
                    y = sin(y);
                  }
                  return WRONG.on(y);
                },
                Constant.of(0.5))
            .check();
    assertThat(fault(report).op()).isEqualTo("ruledOp");
    assertThat(report.diagnosis().orElseThrow().skipped()).isEqualTo(1500);
  }

  @Test
  void a_float_formula_is_named_by_its_own_line() {
    Variable x = Variable.of("x", new float[] {1, 2}, Shape.of(2));
    Tensor y = reduceSum(Line.of(() -> WRONG.on(x)));
    assertThat(fault(GradientCheck.of(y).check()).where()).isEqualTo(USERS_LINE);
    assertThat(fault(GradientCheck.of(y).inOwnTypes().check()).where()).isEqualTo(USERS_LINE);
  }

  @Test
  void the_op_that_is_not_finite_is_named() {
    GradientReport report =
        GradientCheck.of(x -> multiply(x.get(0), Line.of(() -> log(x.get(0)))), Constant.of(0.0))
            .check();
    assertThat(fault(report).op()).isEqualTo("log");
    assertThat(fault(report).where()).isEqualTo(USERS_LINE);
    assertThat(fault(report).input().verdict()).isEqualTo(Verdict.NON_FINITE);
  }

  @Test
  void a_right_formula_has_no_diagnosis() {
    assertThat(GradientCheck.of(x -> exp(x.get(0)), Constant.of(0.5)).check().diagnosis())
        .isEmpty();
  }
}
