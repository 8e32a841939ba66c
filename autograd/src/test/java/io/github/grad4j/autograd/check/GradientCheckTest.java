package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.Unary;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class GradientCheckTest {
  private static final Offset<Double> SLOPE = Offset.offset(1e-9);

  private static InputReport only(GradientReport report) {
    assertThat(report.inputs()).hasSize(1);
    return report.inputs().get(0);
  }

  private static InputReport mutant(String id, int input) {
    OracleGradient mutant =
        OracleGradient.read("mutants").stream()
            .filter(c -> c.id().equals(id))
            .findFirst()
            .orElseThrow();
    return GradientCheck.of(WrongRules.get(id)::on, mutant.inputs()).check().inputs().get(input);
  }

  @Test
  void a_model_is_right_at_both_orders() {
    Input x = Input.of("x", DataType.FLOAT, 2, 3);
    Variable w = Variable.of("w", new float[] {1, -2, 0.5f, 0.25f, 3, -1}, Shape.of(3, 2));
    Variable b = Variable.of("b", new float[] {0.5f, -0.5f}, Shape.of(2));
    Constant labels = Constant.of(new float[][] {{1, 0}, {0.25f, 0.75f}});
    Tensor logits = add(matmul(x, w), b);
    GradientReport report =
        GradientCheck.of(reduceMean(softmaxCrossEntropyWithLogits(labels, logits)))
            .withRespectTo(w, b)
            .at(x, 1, 2, -1, 0.5, 0, 1)
            .order(2)
            .seed(7)
            .check();
    assertThat(report.isRight()).as(report.toString()).isTrue();
    assertThat(report.inputs().stream().map(InputReport::input))
        .containsExactly("w", "b", "w", "b", "cotangent");
    assertThat(report.seed()).isEqualTo(7);
  }

  @Test
  void variables_are_not_touched() {
    float[] numbers = {0.1f, 1.7f};
    Variable x = Variable.of("x", numbers, Shape.of(2));
    GradientCheck.of(exp(x)).order(2).verify();
    assertThat(x.value().toFloatVector()).containsExactly(numbers);
  }

  @Test
  void a_kink_is_told_with_both_slopes() {
    InputReport input = only(GradientCheck.of(x -> relu(x.get(0)), Constant.of(0.0)).check());
    assertThat(input.verdict()).isEqualTo(Verdict.KINK);
    ElementReport element = input.worst().orElseThrow();
    assertThat(element.left()).isCloseTo(0, SLOPE);
    assertThat(element.right()).isCloseTo(1, SLOPE);
    assertThat(element.analytic()).isZero();
    assertThat(input.remark()).isEqualTo("slope 0.00000 to the left, 1.00000 to the right");
  }

  @Test
  void a_kink_beside_a_curve_is_a_kink() {
    GradientReport report =
        GradientCheck.of(
                x -> add(square(x.get(0)), multiply(abs(x.get(0)), 1e-3)), Constant.of(0.0))
            .check();
    assertThat(only(report).verdict()).isEqualTo(Verdict.KINK);
  }

  @Test
  void a_minimum_is_no_kink() {
    GradientReport report =
        GradientCheck.of(x -> square(x.get(0)), Constant.of(new double[] {0, 1})).check();
    assertThat(only(report).verdict()).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void what_rounding_hides_is_noisy_and_not_wrong() {
    GradientReport report =
        GradientCheck.of(x -> add(multiply(sin(x.get(0)), 1e-6), 1e8), Constant.of(0.5)).check();
    assertThat(only(report).verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.hasFailure()).isFalse();
    assertThat(report.isRight()).isFalse();
  }

  @Test
  void what_never_moves_is_vacuous() {
    GradientReport report = GradientCheck.of(x -> floor(x.get(0)), Constant.of(0.5)).check();
    assertThat(only(report).verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(report.hasFailure()).isFalse();
    assertThat(report.isRight()).isFalse();
  }

  @Test
  void a_function_that_is_not_finite_is_told() {
    InputReport input = only(GradientCheck.of(x -> log(x.get(0)), Constant.of(-1.0)).check());
    assertThat(input.verdict()).isEqualTo(Verdict.NON_FINITE);
    assertThat(input.remark()).isEqualTo("the function is not finite around the point");
  }

  @Test
  void what_is_stopped_is_held() {
    GradientReport report =
        GradientCheck.of(x -> multiply(x.get(0), stopGradient(exp(x.get(0)))), Constant.of(0.5))
            .order(2)
            .check();
    assertThat(report.hasFailure()).as(report.toString()).isFalse();
  }

  @Test
  void an_evaluation_that_differs_from_the_next_is_told() {
    Counting counting = new Counting(new AtomicInteger());
    InputReport input =
        only(GradientCheck.of(x -> counting.on(x.get(0)), Constant.of(0.5)).check());
    assertThat(input.verdict()).isEqualTo(Verdict.NON_DETERMINISTIC);
    assertThat(input.worst()).isEmpty();
  }

  @Test
  void known_mistakes_are_named() {
    assertThat(mutant("M07", 1).remark()).isEqualTo("opposite sign");
    assertThat(mutant("M08", 0).remark()).isEqualTo("transposed");
    assertThat(mutant("M13", 1).remark()).startsWith("zero where it is not");
    assertThat(mutant("M17", 0).remark()).isEqualTo("2.00000 times the right gradient");
  }

  @Test
  void a_small_mistake_in_a_symmetric_gradient_is_not_called_transposed() {
    Constant factors = Constant.of(new double[][] {{1, 1.00005}, {1, 1}});
    RuledOp wrong =
        new RuledOp(
            x -> reduceSum(x.get(0)),
            List.of((x, y, g) -> multiply(broadcastTo(g, x.get(0).shape()), factors)));
    Constant point = Constant.of(new double[][] {{1, 2}, {3, 4}});
    assertThat(only(GradientCheck.of(x -> wrong.on(x), point).check()).remark())
        .isEqualTo("ratio 1.00005");
  }

  @Test
  void the_wrong_element_is_named() {
    InputReport input = mutant("M12", 0);
    assertThat(input.verdict()).isEqualTo(Verdict.WRONG);
    ElementReport element = input.worst().orElseThrow();
    assertThat(element.index()).containsExactly(1, 1);
    assertThat(element.ratio()).isCloseTo(1.001, SLOPE);
  }

  @Test
  void the_remainder_of_a_wrong_gradient_is_of_order_1() {
    double order = mutant("M17", 0).worst().orElseThrow().remainderOrder();
    assertThat(order).isCloseTo(1, Offset.offset(0.1));
  }

  @Test
  void a_failure_is_thrown_with_the_table() {
    GradientCheck check =
        GradientCheck.of(
            x -> new RuledOp(z -> exp(z.get(0)), List.of((z, y, g) -> multiply(g, 2))).on(x.get(0)),
            Constant.of(new double[] {0, 1}));
    assertThatThrownBy(check::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("order  input  shape  verdict  worst")
        .hasMessageContaining("the first rule that fails by itself is that of ruledOp")
        .hasMessageContaining("1      x0     [2]    WRONG")
        .hasMessageContaining("seed 0");
    assertThat(check.check()).isEqualTo(check.check());
    assertThat(check.seed(1).check()).isNotEqualTo(check.check());
  }

  @Test
  void kinks_near_a_large_point_are_no_mistake() {
    Constant point = Constant.of(Level.signed(2000, new SplittableRandom(3)));
    GradientReport report = GradientCheck.of(x -> relu(subtract(x.get(0), 1)), point).check();
    assertThat(report.hasFailure()).as(report.toString()).isFalse();
  }

  @Test
  void order_3_is_checked() {
    GradientReport report =
        GradientCheck.of(
                x -> reduceSum(multiply(exp(x.get(0)), sin(x.get(1)))),
                Constant.of(new double[] {0.3, -0.7}),
                Constant.of(new double[] {1.1, 0.2}))
            .order(3)
            .check();
    assertThat(report.isRight()).as(report.toString()).isTrue();
    assertThat(report.inputs()).extracting(InputReport::order).containsSequence(1, 1, 2, 2, 2, 3);
  }

  @Test
  void what_is_right_up_to_order_2_is_caught_at_order_3() {
    RuledOp slope =
        new RuledOp(x -> exp(x.get(0)), List.of((x, y, g) -> multiply(g, stopGradient(y))));
    RuledOp wrong = new RuledOp(x -> exp(x.get(0)), List.of((x, y, g) -> multiply(g, slope.on(x))));
    GradientCheck check = GradientCheck.of(x -> wrong.on(x), Constant.of(0.5));
    assertThat(check.order(2).check().isRight()).isTrue();
    GradientReport report = check.order(3).check();
    assertThat(report.hasFailure()).isTrue();
    assertThat(report.inputs())
        .filteredOn(x -> x.verdict().isFailure())
        .extracting(InputReport::order)
        .containsOnly(3);
    assertThat(report.diagnosis().flatMap(Diagnosis::fault).orElseThrow().op())
        .isEqualTo("ruledOp");
  }

  @Test
  void mixed_derivatives_are_those_of_either_order() {
    // Its derivative after x and y is 1 + 1e-7 by the one rule and 1 by the other.
    RuledOp product =
        new RuledOp(
            x -> multiply(x.get(0), x.get(1)),
            List.of(
                (x, y, g) -> {
                  Tensor zero = subtract(x.get(1), stopGradient(x.get(1)));
                  return multiply(g, add(x.get(1), multiply(zero, 1e-7)));
                },
                (x, y, g) -> multiply(g, x.get(0))));
    GradientReport report =
        GradientCheck.of(x -> product.on(x), Constant.of(0.5), Constant.of(0.25)).order(2).check();
    assertThat(report.inputs())
        .extracting(InputReport::remark)
        .contains("forward over reverse is not reverse over reverse, mixed with x1");
    assertThat(report.hasFailure()).isTrue();
  }

  @Test
  void a_jvp_that_is_right_at_order_1_only_is_caught_at_order_2() {
    GradientCheck check = GradientCheck.of(x -> new Detached().on(x.get(0)), Constant.of(0.5));
    assertThat(check.check().isRight()).isTrue();
    GradientReport report = check.order(2).check();
    assertThat(report.inputs())
        .extracting(InputReport::remark)
        .contains("reverse over forward is not reverse over reverse");
    assertThat(report.diagnosis().flatMap(Diagnosis::fault).orElseThrow().op())
        .isEqualTo("detached");
  }

  @Test
  void a_derivative_that_is_not_finite_is_told() {
    InputReport input = mutant("M38", 0);
    assertThat(input.verdict()).isEqualTo(Verdict.NON_FINITE);
    assertThat(input.worst().orElseThrow().index()).containsExactly(2);
    assertThat(input.remark()).isEqualTo("the derivative is not finite");
  }

  @Test
  void the_report_is_a_table() {
    Variable x = Variable.of("x", new double[] {1, 2}, Shape.of(2));
    GradientReport report = GradientCheck.of(reduceSum(square(x))).seed(3).check();
    assertThat(report.toString().lines())
        .hasSize(3)
        .first()
        .asString()
        .matches("order  input  shape  verdict  worst  analytic +numeric \u00b1 bar +ulps +remark");
    assertThat(report.toString())
        .contains("1      x      [2]    RIGHT    [")
        .endsWith("seed 3" + System.lineSeparator());
  }

  @Test
  void integers_are_held() {
    Input indices = Input.of("indices", DataType.INT64, 2);
    Variable x = Variable.of("x", new double[] {1, 2, 3}, Shape.of(3));
    GradientReport report =
        GradientCheck.of(square(gather(x, indices, 0)))
            .at(indices, Constant.of(new long[] {2, 2}))
            .check();
    assertThat(report.isRight()).as(report.toString()).isTrue();
  }

  @Test
  void an_input_without_a_value_is_refused() {
    Input x = Input.of("x", DataType.DOUBLE, 2);
    assertThatThrownBy(() -> GradientCheck.of(exp(x)).check())
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("input x DOUBLE[2] has no value to be checked at");
  }

  @Test
  void what_cannot_be_moved_is_refused() {
    Tensor y = exp(Constant.of(1.0));
    assertThatThrownBy(() -> GradientCheck.of(y).withRespectTo(y))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> GradientCheck.of(y).order(0)).isInstanceOf(ArgumentException.class);
  }

  /** A sine whose jvp cannot be derived. */
  private record Detached() implements Unary {
    @Override
    public double at(double x) {
      return Math.sin(x);
    }

    @Override
    public List<Partial> slopes(Node y) {
      Tensor slope = cos(y.input(0));
      return List.of(Partial.of(t -> multiply(t, stopGradient(slope)), g -> multiply(g, slope)));
    }
  }

  /** The identity, but for a count of how often it was computed. */
  private record Counting(AtomicInteger count) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return () -> output.set(0, inputs.get(0).get(0) + 1e-9 * count.incrementAndGet());
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.symmetric(t -> t));
    }
  }
}
