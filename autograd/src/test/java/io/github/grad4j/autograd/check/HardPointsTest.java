package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where differences are hard to take, a right derivative is called right, or nothing worse. */
final class HardPointsTest {
  private static Verdict verdict(UnaryOperator<Tensor> formula, double... point) {
    return report(formula, point).inputs().get(0).verdict();
  }

  private static GradientReport report(UnaryOperator<Tensor> formula, double... point) {
    return GradientCheck.of(x -> formula.apply(x.get(0)), Constant.of(point)).check();
  }

  private static Tensor timesTwo(Tensor x, UnaryOperator<Tensor> f, UnaryOperator<Tensor> slope) {
    return new RuledOp(
            z -> f.apply(z.get(0)),
            List.of((z, y, g) -> multiply(multiply(g, slope.apply(z.get(0))), 2)))
        .on(x);
  }

  @Test
  void values_near_the_largest() {
    assertThat(verdict(x -> multiply(sin(x), 1e300), 0.5)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> log(x), 1e300, 1)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> multiply(timesTwo(x, z -> sin(z), z -> cos(z)), 1e300), 0.5))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void values_near_the_smallest() {
    assertThat(verdict(x -> multiply(sin(x), 1e-300), 0.5)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> log(x), 1e-300)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> multiply(timesTwo(x, z -> sin(z), z -> cos(z)), 1e-300), 0.5))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void overflow_is_not_finite() {
    assertThat(verdict(x -> square(x), 1e300)).isEqualTo(Verdict.NON_FINITE);
  }

  @Test
  void underflow_is_noise() {
    assertThat(verdict(x -> square(x), 1e-300)).isEqualTo(Verdict.NOISY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e16, 1e300})
  void what_is_cancelled_on_the_way_is_noise(double large) {
    assertThat(verdict(x -> subtract(add(x, large), large), 0.5)).isEqualTo(Verdict.NOISY);
    assertThat(verdict(x -> subtract(multiply(add(x, large), 2), 2 * large), 0.5))
        .isEqualTo(Verdict.NOISY);
  }

  @Test
  void what_is_cancelled_beside_a_point_of_0_is_noise() {
    // Steps are powers of 2 apart, so that all slopes are off by the same.
    assertThat(verdict(x -> subtract(multiply(x, 1e13), multiply(x, 1e13 - 1)), 0))
        .isEqualTo(Verdict.NOISY);
    Constant zero = Constant.of(new float[] {0});
    GradientReport inFloats =
        GradientCheck.of(
                x -> subtract(multiply(x.get(0), 123_457), multiply(x.get(0), 123_456)), zero)
            .inOwnTypes()
            .check();
    assertThat(inFloats.inputs().get(0).verdict()).isEqualTo(Verdict.NOISY);
  }

  @Test
  void a_rise_that_is_steeper_than_the_first_steps_is_resolved() {
    assertThat(verdict(x -> tanh(multiply(x, 1e6)), 0, 1e-7)).isEqualTo(Verdict.RIGHT);
    GradientReport second =
        GradientCheck.of(x -> softplus(multiply(x.get(0), 1e6)), Constant.of(new double[] {0}))
            .order(2)
            .check();
    assertThat(second.hasFailure()).as(second.toString()).isFalse();
  }

  @Test
  void a_jump_is_never_wrong() {
    assertThat(verdict(x -> sign(x), 0)).isLessThan(Verdict.WRONG);
    assertThat(verdict(x -> floor(x), 1)).isLessThan(Verdict.WRONG);
    assertThat(verdict(x -> add(floor(x), x), 1)).isLessThan(Verdict.WRONG);
  }

  @Test
  void a_little_cancellation_leaves_enough() {
    assertThat(verdict(x -> subtract(add(sin(x), 1e4), 1e4), 0.5)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> subtract(add(timesTwo(x, z -> sin(z), z -> cos(z)), 1e4), 1e4), 0.5))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void near_the_edge_of_a_domain() {
    assertThat(verdict(x -> log(x), 1e-8, 4e-3, 1)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> sqrt(x), 1e-30, 1e-3)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> log1p(negate(x)), 1 - 1e-9)).isEqualTo(Verdict.RIGHT);
    assertThat(report(x -> log1p(negate(x)), 1 - 1e-12).hasFailure()).isFalse();
    assertThat(verdict(x -> timesTwo(x, z -> log(z), z -> reciprocal(z)), 1e-8))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void on_the_edge_of_a_domain_one_side_tells() {
    assertThat(verdict(x -> multiply(exp(x), pow(x, 4.5)), 0)).isNotEqualTo(Verdict.NON_FINITE);
    assertThat(verdict(x -> add(sin(x), pow(x, 2.5)), 0)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> add(timesTwo(x, z -> sin(z), z -> cos(z)), pow(x, 2.5)), 0))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void an_infinite_slope_is_not_finite() {
    assertThat(verdict(x -> sqrt(x), 0)).isEqualTo(Verdict.NON_FINITE);
    InputReport input = report(x -> sqrt(x), 0).inputs().get(0);
    assertThat(input.remark()).isEqualTo("the derivative is not finite");
  }

  @Test
  void huge_and_tiny_scales_in_one_input() {
    assertThat(verdict(x -> sin(x), 1e-8, 1, 1e8)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> pow(x, 3), 1e-8, 1, 1e8)).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(x -> reduceSum(log(x)), 1e-8, 1, 1e8)).isEqualTo(Verdict.RIGHT);
    // The sum is 1e16, of which the square of 1e-8 is no part.
    assertThat(verdict(x -> reduceSum(square(x)), 1e-8, 1, 1e8)).isEqualTo(Verdict.NOISY);
  }

  @Test
  void an_error_in_the_smallest_of_huge_and_tiny_scales_is_seen() {
    Constant factors = Constant.of(new double[] {1.001, 1, 1});
    RuledOp wrong =
        new RuledOp(
            x -> pow(x.get(0), 3),
            List.of((x, y, g) -> multiply(multiply(g, multiply(square(x.get(0)), 3)), factors)));
    InputReport input =
        GradientCheck.of(x -> wrong.on(x), Constant.of(new double[] {1e-8, 1, 1e8}))
            .check()
            .inputs()
            .get(0);
    assertThat(input.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(input.worst().orElseThrow().index()).containsExactly(0);
    // The others are so much larger that they alone would nearly be the gradient.
    assertThat(input.remark()).startsWith("ratio 1.001");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10, 1e-12})
  void a_noisy_function_is_never_wrong(double amplitude) {
    SplittableRandom random = new SplittableRandom(3);
    Verdict gravest =
        verdict(x -> new Noisy(amplitude).on(x), random.doubles(500, -3, 3).toArray());
    assertThat(gravest).isLessThanOrEqualTo(Verdict.NOISY);
    if (amplitude >= 1e-5) {
      assertThat(gravest).isEqualTo(Verdict.NOISY);
    }
  }

  @Test
  void a_wrong_derivative_shows_through_noise_that_is_smaller() {
    assertThat(verdict(x -> multiply(new Noisy(1e-8).on(x), stopGradient(x)), 0.5))
        .isEqualTo(Verdict.RIGHT);
    RuledOp.Rule twice = (x, y, g) -> multiply(multiply(g, cos(x.get(0))), 2);
    RuledOp wrong = new RuledOp(x -> new Noisy(1e-8).on(x), List.of(twice));
    assertThat(verdict(x -> wrong.on(x), 0.5, 1)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void a_fast_oscillation_is_resolved() {
    assertThat(verdict(x -> sin(multiply(x, 1e3)), -0.3, -2.67578125, 1.1))
        .isEqualTo(Verdict.RIGHT);
  }

  /** A sine with noise that is a function of the element's bits. */
  private record Noisy(double amplitude) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return () -> {
        for (int i = 0; i < output.size(); i++) {
          double x = inputs.get(0).get(i);
          double noise = new SplittableRandom(Double.doubleToLongBits(x)).nextDouble() - 0.5;
          output.set(i, Math.sin(x) + amplitude * noise);
        }
      };
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of(Partial.symmetric(t -> multiply(t, cos(y.input(0)))));
    }
  }
}
