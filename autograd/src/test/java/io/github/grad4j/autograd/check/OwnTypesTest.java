package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** FLOAT formulas are checked as they are, with steps and bars that FLOAT needs. */
final class OwnTypesTest {
  private static final Constant POINT =
      Constant.of(new float[][] {{0.7f, 1.3f, 0.4f}, {2.1f, 0.9f, 1.6f}});

  private static final Constant LABELS = Constant.of(new float[][] {{0, 1, 0}, {0.25f, 0, 0.75f}});

  private static final Map<String, UnaryOperator<Tensor>> FORMULAS =
      Map.ofEntries(
          Map.entry("exp", x -> exp(x)),
          Map.entry("log", x -> log(x)),
          Map.entry("sqrt", x -> sqrt(x)),
          Map.entry("tanh", x -> tanh(x)),
          Map.entry("pow", x -> pow(x, 2.5)),
          Map.entry("softmax", x -> softmax(x)),
          Map.entry("logSumExp", x -> logSumExp(x, axes(1))),
          Map.entry("cross entropy", x -> softmaxCrossEntropyWithLogits(LABELS, x)),
          Map.entry("product", x -> matmulTransposeB(x, x)),
          Map.entry("variance", x -> reduceVariance(add(x, 100), axes(1))),
          Map.entry("offset", x -> add(square(x), 1000)),
          Map.entry("tiny", x -> multiply(sin(x), 1e-20)),
          Map.entry("huge", x -> multiply(sin(x), 1e20)));

  private static UnaryOperator<Tensor> formula(String name) {
    return FORMULAS.getOrDefault(name, x -> x);
  }

  private static GradientReport check(UnaryOperator<Tensor> formula, int order) {
    return GradientCheck.of(x -> formula.apply(x.get(0)), POINT).order(order).inOwnTypes().check();
  }

  @Test
  void what_is_right_is_never_called_wrong() {
    FORMULAS.forEach(
        (name, formula) -> {
          GradientReport report = check(formula, 2);
          assertThat(report.hasFailure()).as(name + "\n" + report).isFalse();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exp",
        "log",
        "sqrt",
        "tanh",
        "pow",
        "softmax",
        "logSumExp",
        "cross entropy",
        "product",
        "tiny",
        "huge"
      })
  void a_factor_of_2_is_caught(String name) {
    UnaryOperator<Tensor> formula = formula(name);
    RuledOp.Rule twice =
        (x, y, g) ->
            multiply(
                io.github.grad4j.autograd.Autograd.vjp(formula.apply(x.get(0)), x, g).get(0), 2);
    RuledOp wrong = new RuledOp(x -> formula.apply(x.get(0)), List.of(twice));
    GradientReport report = check(x -> wrong.on(x), 1);
    assertThat(report.inputs().get(0).verdict()).as(report.toString()).isEqualTo(Verdict.WRONG);
    assertThat(report.inputs().get(0).remark()).endsWith("times the right gradient");
  }

  @Test
  void a_rule_wrong_for_floats_alone_is_not_seen_on_the_copy() {
    RuledOp.Rule rule =
        (x, y, g) -> multiply(multiply(g, y), y.type().dataType() == DataType.FLOAT ? -1 : 1);
    RuledOp wrong = new RuledOp(x -> exp(x.get(0)), List.of(rule));
    GradientCheck check = GradientCheck.of(x -> wrong.on(x.get(0)), POINT);
    assertThat(check.check().isRight()).isTrue();
    assertThat(check.inOwnTypes().check().inputs().get(0).remark()).isEqualTo("opposite sign");
  }

  @Test
  void a_kink_is_a_kink() {
    Constant point = Constant.of(new float[] {1, 3});
    GradientReport report =
        GradientCheck.of(x -> reduceSum(relu(subtract(x.get(0), 1))), point).inOwnTypes().check();
    assertThat(report.inputs().get(0).verdict()).isEqualTo(Verdict.KINK);
    assertThat(report.inputs().get(0).remark())
        .isEqualTo("slope 0.00000 to the left, 1.00000 to the right");
  }

  @Test
  void what_floats_cannot_tell_is_noisy() {
    GradientReport report = check(x -> add(square(x), 1e7), 1);
    assertThat(report.inputs().get(0).verdict()).isEqualTo(Verdict.NOISY);
  }

  @Test
  void doubles_that_pass_through_floats_are_as_inexact_as_these() {
    Constant factor = Constant.of(new float[] {0.1f, 0.7f});
    GradientCheck check =
        GradientCheck.of(
            x -> {
              Tensor rounded = cast(x.get(0), DataType.FLOAT);
              return cast(multiply(sin(rounded), factor), DataType.DOUBLE);
            },
            Constant.of(new double[] {0.3, 1.1}));
    assertThat(check.inOwnTypes().check().isRight()).isTrue();
    GradientReport onCopy = check.check();
    assertThat(onCopy.isRight()).as(onCopy.toString()).isTrue();
    assertThat(onCopy.inputs().get(0).worst().orElseThrow().errorBar()).isLessThan(1e-9);
  }
}
