package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.Exp.exp;
import static io.github.grad4j.ops.Log.log;
import static io.github.grad4j.ops.MatMul.matmul;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.train.Minimum.Reason;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.Ops;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What holds for both searches. */
class MinimizersTest {
  static Stream<Minimizer> searches() {
    return Stream.of(
        new Lbfgs().withGradientTolerance(1e-9), new NewtonCg().withGradientTolerance(1e-9));
  }

  private static Variable scalar(String name, double value) {
    return Variable.of(name, Constant.of(value));
  }

  /** (1 - x)² + 100·(y - x²)², least at (1, 1), along a bent valley (Rosenbrock 1960). */
  private static Tensor rosenbrock(Tensor x, Tensor y) {
    return add(square(subtract(1, x)), multiply(square(subtract(y, square(x))), 100));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void rosenbrocks_valley_leads_to_its_minimum(Minimizer search) {
    Variable x = scalar("x", -1.2);
    Variable y = scalar("y", 1);
    Minimum minimum = search.minimize(rosenbrock(x, y), List.of(x, y));
    assertThat(minimum.converged()).as(minimum.toString()).isTrue();
    assertThat(minimum.gradientNorm()).isLessThanOrEqualTo(1e-9);
    // The least eigenvalue of the Hessian at (1, 1) is 0.3994.
    assertThat(x.value().getDouble()).isCloseTo(1, within(1e-8));
    assertThat(y.value().getDouble()).isCloseTo(1, within(1e-8));
    assertThat(minimum.loss()).isCloseTo(0, within(1e-17));
    assertThat(minimum.evaluations()).isLessThan(150);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void a_parabola_of_many_variables_is_solved(Minimizer search) {
    double[][] a = {{4, 1, 0}, {1, 3, -1}, {0, -1, 2}};
    Variable x = Variable.of("x", new double[3], Shape.of(3, 1));
    Constant b = Constant.of(new double[][] {{1}, {2}, {-3}});
    Tensor ax = matmul(Constant.of(a), x);
    Tensor loss = subtract(multiply(reduceSum(multiply(x, ax)), 0.5), reduceSum(multiply(b, x)));
    assertThat(search.minimize(loss, List.of(x)).converged()).isTrue();
    assertThat(subtract(ax, b).evaluate().ravel().toDoubleVector())
        .containsExactly(new double[3], within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void it_stops_at_once_where_the_gradient_is_small(Minimizer search) {
    Variable x = scalar("x", 0);
    Minimum minimum = search.minimize(square(x), List.of(x));
    assertThat(minimum.steps()).isZero();
    assertThat(minimum.evaluations()).isEqualTo(1);
    assertThat(minimum.reason()).isEqualTo(Reason.CONVERGED);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void a_step_into_nothing_is_shortened(Minimizer search) {
    // x - ln x is least at 1, and NaN below 0, where the first step from 5 leads.
    Variable x = scalar("x", 5);
    Tensor loss = subtract(x, log(x));
    assertThat(search.minimize(loss, List.of(x)).converged()).isTrue();
    assertThat(x.value().getDouble()).isCloseTo(1, within(1e-8));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void a_loss_that_bends_downwards_is_left(Minimizer search) {
    // x⁴ - 2x² bends downwards between -0.58 and 0.58; least at ±1.
    Variable x = scalar("x", 0.1);
    Tensor loss = subtract(square(square(x)), multiply(square(x), 2));
    assertThat(search.minimize(loss, List.of(x)).converged()).isTrue();
    assertThat(Math.abs(x.value().getDouble())).isCloseTo(1, within(1e-8));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void a_loss_without_a_least_value_ends_it(Minimizer search) {
    Variable x = scalar("x", 0);
    Variable y = scalar("y", 0);
    Minimum minimum = search.minimize(add(multiply(x, 2), exp(y)), List.of(x, y));
    assertThat(minimum.converged()).isFalse();
    assertThat(x.value().getDouble()).isLessThan(-1000);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void float_variables_get_as_far_as_float_reaches(Minimizer search) {
    Variable x = Variable.of("x", new float[] {-1.2f}, Shape.scalar());
    Variable y = Variable.of("y", new float[] {1}, Shape.scalar());
    Minimum minimum = search.minimize(rosenbrock(x, y), List.of(x, y));
    // Where x is off by d, the loss is d²: 1e-6 is what is left of numbers near 1, squared or not.
    assertThat(x.type().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(x.value().getDouble()).as(minimum.toString()).isCloseTo(1, within(1e-3));
    assertThat(y.value().getDouble()).as(minimum.toString()).isCloseTo(1, within(2e-3));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void inputs_are_refused(Minimizer search) {
    Input x = Ops.scalarInput("x", DataType.DOUBLE);
    Variable w = scalar("w", 1);
    assertThatThrownBy(() -> search.minimize(square(multiply(x, w)), List.of(w)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("depends on variables and constants alone")
        .hasMessageContaining("put a constant in its place");
  }

  @ParameterizedTest
  @MethodSource("searches")
  void a_beginning_that_is_not_finite_is_told_of(Minimizer search) {
    Variable x = scalar("x", 0);
    assertThatThrownBy(() -> search.minimize(log(x), List.of(x)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("the search begins where the loss or its gradient is not finite")
        .hasMessageContaining("because log");
    assertThat(x.value().getDouble()).isZero();
  }

  @ParameterizedTest
  @MethodSource("searches")
  void two_variables_of_one_name_are_refused(Minimizer search) {
    Variable x = scalar("x", 0);
    assertThatThrownBy(() -> search.minimize(square(x), List.of(x, x)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("two variables of a training are called x");
  }

  @Test
  void a_search_ends_at_its_limit_with_the_best_so_far() {
    Variable x = scalar("x", -1.2);
    Variable y = scalar("y", 1);
    Tensor loss = rosenbrock(x, y);
    double first = loss.evaluate().getDouble();
    Minimum minimum = new Lbfgs().withMaxEvaluations(10).minimize(loss, List.of(x, y));
    assertThat(minimum.reason()).isEqualTo(Reason.LIMIT_REACHED);
    assertThat(minimum.evaluations()).isEqualTo(10);
    assertThat(minimum.loss()).isLessThan(first).isEqualTo(loss.evaluate().getDouble());
    Minimum newton = new NewtonCg().withMaxSteps(2).minimize(loss, List.of(x, y));
    assertThat(newton.reason()).isEqualTo(Reason.LIMIT_REACHED);
    assertThat(newton.steps()).isEqualTo(2);
    assertThat(newton.products()).isBetween(2, 8);
    assertThat(newton.loss()).isLessThan(minimum.loss()).isEqualTo(loss.evaluate().getDouble());
  }

  /** The first step, of length 1, overshoots the minimum of 50x² from 0.3 and lowers nothing. */
  @Test
  void a_search_ends_at_its_limit_within_its_first_step_too() {
    Variable x = scalar("x", 0.3);
    Minimum minimum =
        new Lbfgs().withMaxEvaluations(2).minimize(multiply(square(x), 50), List.of(x));
    assertThat(minimum.reason()).isEqualTo(Reason.LIMIT_REACHED);
    assertThat(minimum.evaluations()).isEqualTo(2);
    assertThat(x.value().getDouble()).isEqualTo(0.3);
  }

  @Test
  void a_memory_of_one_step_suffices() {
    Variable x = scalar("x", -1.2);
    Variable y = scalar("y", 1);
    assertThat(new Lbfgs().withMemory(1).minimize(rosenbrock(x, y), List.of(x, y)).converged())
        .isTrue();
  }

  @Test
  void newtons_method_solves_a_parabola_in_one_step_if_told_to_be_exact() {
    // Near the minimum the system is solved to √g of g: a small gradient makes it exact.
    Variable x = Variable.of("x", new double[] {1e-5, 2e-5}, Shape.of(2));
    Constant c = Constant.of(new double[] {1, 10});
    Tensor loss = multiply(reduceSum(multiply(c, square(x))), 0.5);
    Minimum minimum = new NewtonCg().withGradientTolerance(1e-12).minimize(loss, List.of(x));
    assertThat(minimum.converged()).isTrue();
    assertThat(minimum.steps()).isEqualTo(1);
    assertThat(minimum.products()).isEqualTo(2);
  }
}
