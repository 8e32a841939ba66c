package io.github.grad4j.core;

import static io.github.grad4j.core.TestOps.add;
import static io.github.grad4j.core.TestOps.divide;
import static io.github.grad4j.core.TestOps.multiply;
import static io.github.grad4j.core.TestOps.reshape;
import static io.github.grad4j.core.TestOps.reverse;
import static io.github.grad4j.core.TestOps.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.PlannedProgram.Step;
import io.github.grad4j.core.TestOps.Back;
import io.github.grad4j.core.TestOps.Cast;
import io.github.grad4j.core.TestOps.Counting;
import io.github.grad4j.core.TestOps.Failing;
import io.github.grad4j.core.TestOps.Front;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class PlanTest {
  private static Variable variable(String name, double... values) {
    return Variable.of(name, Constant.of(values));
  }

  private static double[] valueOf(Variable variable) {
    try (Plan plan = Plan.of(variable)) {
      return plan.run().doubles(variable);
    }
  }

  private static double[] numbers(double... values) {
    return values;
  }

  @Nested
  class A_run {
    private final Variable a = variable("a", 1, 2);
    private final Variable b = variable("b", 10, 20);

    @Test
    void computes_everything_before_it_assigns_anything() {
      // b's new value reads a, which is assigned first.
      List<Update> updates =
          List.of(new Update(a, add(a, b)), new Update(b, multiply(a, Constant.of(100.0))));
      try (Plan plan = Plan.of(List.of(), updates)) {
        plan.run();
      }
      assertThat(valueOf(a)).containsExactly(11, 22);
      assertThat(valueOf(b)).containsExactly(100, 200);
    }

    @Test
    void shows_outputs_from_before_the_updates() {
      Tensor twice = add(a, a);
      List<Update> updates = List.of(new Update(a, b));
      try (Plan plan = Plan.of(List.of(twice, a), updates)) {
        plan.run();
        assertThat(plan.doubles(twice)).containsExactly(2, 4);
        assertThat(plan.doubles(a)).containsExactly(1, 2);
      }
      assertThat(valueOf(a)).containsExactly(10, 20);
    }

    @Test
    void copies_an_output_that_is_an_alias_of_an_updated_variable() {
      Tensor column = reshape(a, 2, 1);
      try (Plan plan = Plan.of(List.of(column), List.of(new Update(a, b)))) {
        plan.run();
        assertThat(plan.value(column).shape()).containsExactly(2, 1);
        assertThat(plan.doubles(column)).containsExactly(1, 2);
      }
    }

    @Test
    void keeps_an_output_that_is_a_variable_when_that_is_assigned_later() {
      try (Plan plan = Plan.of(a, reshape(a, 1, 2))) {
        plan.run();
        a.assign(numbers(7, 8));
        assertThat(plan.doubles(a)).containsExactly(1, 2);
      }
    }

    @Test
    void swaps_two_variables() {
      try (Plan plan = Plan.of(List.of(), List.of(new Update(a, b), new Update(b, a)))) {
        plan.run();
      }
      assertThat(valueOf(a)).containsExactly(10, 20);
      assertThat(valueOf(b)).containsExactly(1, 2);
    }

    @Test
    void rotates_three_variables() {
      Variable c = variable("c", 100, 200);
      List<Update> updates = List.of(new Update(a, b), new Update(b, c), new Update(c, a));
      try (Plan plan = Plan.of(List.of(a, b, c), updates)) {
        plan.run().run();
        assertThat(plan.doubles(a)).containsExactly(10, 20);
        assertThat(plan.doubles(b)).containsExactly(100, 200);
        assertThat(plan.doubles(c)).containsExactly(1, 2);
      }
      assertThat(valueOf(a)).containsExactly(100, 200);
      assertThat(valueOf(b)).containsExactly(1, 2);
      assertThat(valueOf(c)).containsExactly(10, 20);
    }

    @Test
    void assigns_a_reshaped_variable() {
      Variable column = Variable.of("column", Constant.of(new double[][] {{5}, {6}}));
      List<Update> updates =
          List.of(new Update(a, reshape(column, 2)), new Update(column, reshape(a, 2, 1)));
      try (Plan plan = Plan.of(List.of(), updates)) {
        plan.run();
      }
      assertThat(valueOf(a)).containsExactly(5, 6);
      assertThat(valueOf(column)).containsExactly(1, 2);
    }

    @Test
    void assigns_a_variable_to_itself() {
      try (Plan plan = Plan.of(List.of(a), List.of(new Update(a, a)))) {
        assertThat(plan.run().doubles(a)).containsExactly(1, 2);
      }
      assertThat(valueOf(a)).containsExactly(1, 2);
    }

    @Test
    void assigns_one_value_to_two_variables_and_shows_it() {
      Tensor sum = add(a, b);
      try (Plan plan = Plan.of(List.of(sum), List.of(new Update(a, sum), new Update(b, sum)))) {
        assertThat(plan.run().doubles(sum)).containsExactly(11, 22);
      }
      assertThat(valueOf(a)).containsExactly(11, 22);
      assertThat(valueOf(b)).containsExactly(11, 22);
    }

    @Test
    void assigns_a_constant_a_number_and_an_input() {
      Variable step = Variable.of("step", Constant.of(0.0));
      Input x = Input.of("x", DataType.DOUBLE, 2);
      List<Update> updates =
          List.of(
              new Update(a, Constant.of(new double[] {3, 4})),
              new Update(b, x),
              new Update(step, Constant.of(9.0)));
      try (Plan plan = Plan.of(List.of(), updates)) {
        plan.feed(x, numbers(5, 6)).run();
      }
      assertThat(valueOf(a)).containsExactly(3, 4);
      assertThat(valueOf(b)).containsExactly(5, 6);
      assertThat(valueOf(step)).containsExactly(9);
    }

    @Test
    void yields_outputs_that_are_leaves_or_the_same_twice() {
      Input x = Input.of("x", DataType.DOUBLE, 2);
      Constant c = Constant.of(new double[] {3, 4});
      Constant number = Constant.of(0.5);
      Tensor y = add(x, c);
      try (Plan plan = Plan.of(List.of(x, a, c, number, y, y, x))) {
        plan.feed(x, numbers(5, 6)).run();
        plan.feed(x, numbers(0, 0));
        assertThat(plan.doubles(x)).containsExactly(5, 6);
        assertThat(plan.doubles(a)).containsExactly(1, 2);
        assertThat(plan.doubles(c)).containsExactly(3, 4);
        assertThat(plan.scalar(number)).isEqualTo(0.5);
        assertThat(plan.doubles(y)).containsExactly(8, 10);
      }
    }

    @Test
    void returns_arrays_that_belong_to_the_caller() {
      Tensor y = add(a, b);
      INDArray first;
      try (Plan plan = Plan.of(y)) {
        first = plan.run().value(y);
        first.putScalar(0, -1);
        assertThat(plan.doubles(y)).containsExactly(11, 22);
      }
      assertThat(first.getDouble(1)).isEqualTo(22);
      INDArray value = a.value();
      value.putScalar(0, -1);
      assertThat(valueOf(a)).containsExactly(1, 2);
    }

    @Test
    void counts_steps_when_repeated() {
      Variable step = Variable.of("step", Constant.of(0));
      try (Plan plan = Plan.of(List.of(), List.of(new Update(step, add(step, Constant.of(1)))))) {
        for (int i = 0; i < 5; i++) {
          plan.run();
        }
      }
      assertThat(step.value().getLong()).isEqualTo(5);
    }
  }

  @Nested
  class Updates {
    private final Variable a = variable("a", 1, 2);

    @Test
    void of_one_variable_twice_are_an_error() {
      List<Update> updates = List.of(new Update(a, a), new Update(a, add(a, a)));
      assertThatThrownBy(() -> Plan.of(List.of(), updates))
          .isInstanceOf(PlanException.class)
          .hasMessageContaining("variable a DOUBLE[2] is updated twice in one plan");
    }

    @Test
    void of_another_element_type_are_an_error() {
      assertThatThrownBy(() -> new Update(a, Constant.of(new float[] {1, 2})))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("the new value is FLOAT[2] but variable a is DOUBLE[2]")
          .hasMessageContaining("cast it to DOUBLE");
    }

    @Test
    void of_another_shape_are_an_error() {
      assertThatThrownBy(() -> new Update(a, Constant.of(1.0)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("the new value has shape [] but variable a has shape [2]");
    }
  }

  @Nested
  class A_run_that_is_not_finite {
    private final Variable a = variable("a", 1, 2);
    private final Input divisor = Input.scalar("divisor", DataType.DOUBLE);
    private final Tensor loss = divide(sum(a), divisor);

    @Test
    void commits_nothing_and_throws() {
      try (Plan plan = Plan.of(List.of(loss), List.of(new Update(a, add(a, a))))) {
        assertThatThrownBy(() -> plan.feed(divisor, 0).run())
            .isInstanceOf(NonFiniteException.class)
            .hasMessageContaining("a scalar output is Infinity, so no variable was updated")
            .hasMessageContaining("the output created by divide DOUBLE[]");
        assertThat(valueOf(a)).containsExactly(1, 2);
        assertThatThrownBy(() -> plan.scalar(loss)).isInstanceOf(PlanException.class);
        assertThat(plan.feed(divisor, 2).run().scalar(loss)).isEqualTo(1.5);
        assertThat(valueOf(a)).containsExactly(2, 4);
      }
    }

    @Test
    void is_seen_when_the_output_is_an_input_or_a_variable() {
      Variable nan = Variable.of("nan", Constant.of(Double.NaN));
      for (Tensor output : List.of(nan, divisor)) {
        try (Plan plan = Plan.of(List.of(output), List.of(new Update(a, add(a, a))))) {
          if (output == divisor) {
            plan.feed(divisor, Double.NEGATIVE_INFINITY);
          }
          assertThatThrownBy(plan::run).isInstanceOf(NonFiniteException.class);
          assertThat(valueOf(a)).containsExactly(1, 2);
        }
      }
    }

    @Test
    void is_allowed_without_updates_and_in_outputs_that_are_no_scalars() {
      try (Plan plan = Plan.of(loss)) {
        assertThat(plan.feed(divisor, 0).run().scalar(loss)).isInfinite();
      }
      Tensor ratios = divide(a, divisor);
      try (Plan plan = Plan.of(List.of(ratios), List.of(new Update(a, add(a, a))))) {
        assertThat(plan.feed(divisor, 0).run().doubles(ratios))
            .containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
      }
      assertThat(valueOf(a)).containsExactly(2, 4);
    }
  }

  @Nested
  class A_run_that_throws {
    @Test
    void commits_nothing_and_leaves_the_plan_usable() {
      Variable a = variable("a", 1, 2);
      AtomicBoolean fails = new AtomicBoolean(true);
      Tensor y = new Failing(fails).on(a);
      List<Update> updates = List.of(new Update(a, add(a, a)));
      try (Plan plan = Plan.of(List.of(y), updates)) {
        assertThatThrownBy(plan::run)
            .isInstanceOf(IndexException.class)
            .hasMessageContaining("label 12 at index [5] is outside [0, 10)")
            .hasMessageContaining("; in failing DOUBLE[2] at ");
        assertThat(valueOf(a)).containsExactly(1, 2);
        assertThatThrownBy(() -> plan.value(y))
            .isInstanceOf(PlanException.class)
            .hasMessageContaining("the last run failed");
        fails.set(false);
        assertThat(plan.run().doubles(y)).containsExactly(1, 2);
      }
      assertThat(valueOf(a)).containsExactly(2, 4);
    }
  }

  @Nested
  class An_input {
    private final Input x = Input.of("x", DataType.DOUBLE, 2, 3);
    private final Tensor y = multiply(x, Constant.of(10.0));
    private final INDArray matrix = Nd4j.create(new double[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void must_be_fed_before_a_run() {
      try (Plan plan = Plan.of(y)) {
        assertThatThrownBy(plan::run)
            .isInstanceOf(PlanException.class)
            .hasMessageContaining("input x DOUBLE[2, 3] has no value yet")
            .hasMessageContaining("plan.feed(input, values) before run()");
        assertThat(plan.feed(x, matrix).run().doubles(y)).containsExactly(10, 20, 30, 40, 50, 60);
      }
    }

    @Test
    void cannot_be_evaluated() {
      assertThatThrownBy(y::evaluate)
          .isInstanceOf(PlanException.class)
          .hasMessageContaining("input x DOUBLE[2, 3] has no value yet; make a plan");
    }

    @Test
    void stays_fed_and_is_never_overwritten_or_reused() {
      // Every op could write over x or take its memory after the last use.
      Tensor first = add(x, x);
      Tensor second = reverse(add(first, first));
      Tensor third = add(second, second);
      try (Plan plan = Plan.of(third)) {
        plan.feed(x, matrix);
        for (int i = 0; i < 3; i++) {
          assertThat(plan.run().doubles(third)).containsExactly(48, 40, 32, 24, 16, 8);
        }
      }
    }

    @Test
    void takes_a_copy_of_what_it_is_fed() {
      try (Plan plan = Plan.of(y)) {
        plan.feed(x, matrix);
        matrix.assign(0);
        assertThat(plan.run().doubles(y)).containsExactly(10, 20, 30, 40, 50, 60);
      }
    }

    @Test
    void takes_arrays_in_any_order_with_any_strides_and_offset() {
      INDArray big = Nd4j.arange(48).castTo(DataType.DOUBLE).reshape(2, 4, 6).dup();
      List<INDArray> views =
          List.of(
              matrix.dup('f'),
              matrix.transpose().dup('c').transpose(),
              big.get(
                  NDArrayIndex.point(1), NDArrayIndex.interval(1, 3), NDArrayIndex.interval(2, 5)),
              big.get(
                  NDArrayIndex.point(0),
                  NDArrayIndex.interval(0, 2, 4),
                  NDArrayIndex.interval(0, 2, 6)),
              big.permute(2, 0, 1)
                  .get(NDArrayIndex.point(3), NDArrayIndex.all(), NDArrayIndex.interval(1, 4)),
              big.dup('f')
                  .get(
                      NDArrayIndex.point(1),
                      NDArrayIndex.interval(1, 3),
                      NDArrayIndex.interval(0, 3)),
              Nd4j.create(new double[][] {{1}, {2}}).broadcast(2, 3));
      try (Plan plan = Plan.of(y)) {
        for (INDArray view : views) {
          double[] expected = new double[6];
          for (int i = 0; i < 6; i++) {
            expected[i] = 10 * view.getDouble(i / 3, i % 3);
          }
          assertThat(plan.feed(x, view).run().doubles(y)).containsExactly(expected);
        }
      }
    }

    @Test
    void takes_strided_vectors_and_vectors_in_f_order() {
      Input v = Input.of("v", DataType.DOUBLE, 2);
      Input row = Input.of("row", DataType.DOUBLE, 1, 3);
      Tensor w = add(v, v);
      Tensor z = add(row, row);
      INDArray f = matrix.dup('f');
      try (Plan plan = Plan.of(w, z)) {
        plan.feed(v, matrix.getColumn(1)).feed(row, f.getRow(1, true)).run();
        assertThat(plan.doubles(w)).containsExactly(4, 10);
        assertThat(plan.doubles(z)).containsExactly(8, 10, 12);
        plan.feed(v, f.getColumn(2))
            .feed(row, Nd4j.create(new double[] {7, 8, 9}).reshape('f', 1, 3));
        assertThat(plan.run().doubles(w)).containsExactly(6, 12);
        assertThat(plan.doubles(z)).containsExactly(14, 16, 18);
      }
    }

    @Test
    void refuses_another_shape_and_keeps_what_it_has() {
      try (Plan plan = Plan.of(y)) {
        plan.feed(x, matrix);
        assertThatThrownBy(() -> plan.feed(x, matrix.transpose()))
            .isInstanceOf(ShapeException.class)
            .hasMessageContaining(
                "input x DOUBLE[2, 3] has shape [2, 3] but the values have shape [3, 2]");
        assertThatThrownBy(() -> plan.feed(x, numbers(1, 2)))
            .isInstanceOf(ShapeException.class)
            .hasMessageContaining("2 values do not fill shape [2, 3], which has 6");
        assertThatThrownBy(() -> plan.feed(x, 1.0)).isInstanceOf(ShapeException.class);
        assertThat(plan.run().doubles(y)).containsExactly(10, 20, 30, 40, 50, 60);
      }
    }

    @Test
    void refuses_another_element_type() {
      try (Plan plan = Plan.of(y)) {
        assertThatThrownBy(() -> plan.feed(x, matrix.castTo(DataType.FLOAT)))
            .isInstanceOf(TypeException.class)
            .hasMessageContaining(
                "input x DOUBLE[2, 3] holds DOUBLE but the values are FLOAT; cast them to DOUBLE");
        assertThatThrownBy(() -> plan.feed(x, matrix.castTo(DataType.INT32)))
            .isInstanceOf(TypeException.class)
            .hasMessageContaining("is not one of FLOAT, DOUBLE, LONG, BOOL");
        assertThatThrownBy(() -> plan.feed(x, new long[6])).isInstanceOf(TypeException.class);
      }
    }

    @Test
    void takes_java_numbers_rounded_to_its_precision() {
      Input narrow = Input.of("narrow", DataType.FLOAT, 1);
      Input scalar = Input.scalar("scalar", DataType.FLOAT);
      Tensor both = add(narrow, scalar);
      try (Plan plan = Plan.of(List.of(narrow, scalar, both, y))) {
        plan.feed(narrow, numbers(0.1))
            .feed(scalar, 0.2)
            .feed(x, new float[] {1, 2, 3, 4, 5, 6.5f});
        plan.run();
        assertThat(plan.doubles(narrow)).containsExactly(0.1f);
        assertThat(plan.scalar(scalar)).isEqualTo(0.2f);
        assertThat(plan.doubles(y)).containsExactly(10, 20, 30, 40, 50, 65);
      }
    }

    @Test
    void takes_gathered_rows() {
      INDArray data = Nd4j.arange(12).castTo(DataType.DOUBLE).reshape(4, 3);
      Rows rows = Rows.of(data.dup('f')).select(new int[] {9, 3, 0, 9}, 1, 3);
      assertThat(rows.shape()).isEqualTo(Shape.of(2, 3));
      try (Plan plan = Plan.of(y)) {
        assertThat(plan.feed(x, rows).run().doubles(y)).containsExactly(90, 100, 110, 0, 10, 20);
        Rows outside = Rows.of(data).select(new int[] {0, 4}, 0, 2);
        assertThatThrownBy(() -> plan.feed(x, outside))
            .isInstanceOf(IndexException.class)
            .hasMessageContaining("row 4 at position 1 is outside [0, 4)");
        assertThatThrownBy(plan::run)
            .isInstanceOf(PlanException.class)
            .hasMessageContaining("has no value yet");
        assertThatThrownBy(() -> plan.feed(x, Rows.of(data))).isInstanceOf(ShapeException.class);
      }
    }

    @Test
    void refuses_rows_of_a_closed_array() {
      INDArray data = Nd4j.rand(DataType.DOUBLE, 2, 3);
      Rows rows = Rows.of(data);
      data.close();
      try (Plan plan = Plan.of(y)) {
        assertThatThrownBy(() -> plan.feed(x, rows))
            .isInstanceOf(PlanException.class)
            .hasMessageContaining("closed");
        assertThatThrownBy(() -> plan.feed(x, data))
            .isInstanceOf(PlanException.class)
            .hasMessageContaining("closed already");
      }
    }

    @Test
    void is_read_in_place_until_it_is_fed_again() {
      INDArray data = Nd4j.arange(12).castTo(DataType.DOUBLE).reshape(4, 3).dup();
      INDArray middle = data.get(NDArrayIndex.interval(1, 3));
      try (Plan plan = Plan.of(y)) {
        plan.feedInPlace(x, middle);
        assertThat(plan.run().doubles(y)).containsExactly(30, 40, 50, 60, 70, 80);
        data.putScalar(1, 0, -1);
        assertThat(plan.run().doubles(y)).containsExactly(-10, 40, 50, 60, 70, 80);
        // A feed that fails changes nothing.
        assertThatThrownBy(() -> plan.feed(x, data)).isInstanceOf(ShapeException.class);
        assertThat(plan.run().doubles(y)).containsExactly(-10, 40, 50, 60, 70, 80);
        plan.feed(x, matrix);
        assertThat(plan.run().doubles(y)).containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(data.getDouble(1, 0)).isEqualTo(-1);
      }
    }

    @Test
    void is_read_in_place_by_aliases_too() {
      Tensor z = add(reshape(x, 6), Constant.of(0.5));
      try (Plan plan = Plan.of(z)) {
        plan.feed(x, matrix).run();
        plan.feedInPlace(x, matrix.mul(2)).run();
        assertThat(plan.doubles(z)).containsExactly(2.5, 4.5, 6.5, 8.5, 10.5, 12.5);
      }
    }

    @Test
    void is_read_in_place_only_from_an_open_dense_array_of_its_type() {
      try (Plan plan = Plan.of(y)) {
        assertThatThrownBy(() -> plan.feedInPlace(x, matrix.dup('f')))
            .isInstanceOf(PlanException.class)
            .hasMessageContaining("only if it is dense in c order");
        assertThatThrownBy(() -> plan.feedInPlace(x, matrix.castTo(DataType.FLOAT)))
            .isInstanceOf(TypeException.class);
        assertThatThrownBy(() -> plan.feedInPlace(x, matrix.reshape(3, 2)))
            .isInstanceOf(ShapeException.class);
        INDArray data = matrix.mul(2);
        plan.feedInPlace(x, data).run();
        data.close();
        assertThatThrownBy(plan::run)
            .isInstanceOf(PlanException.class)
            .hasMessageContaining(
                "input x DOUBLE[2, 3] is read from was closed; feed the input again");
        assertThatThrownBy(() -> plan.feedInPlace(x, data)).isInstanceOf(PlanException.class);
        assertThat(plan.feed(x, matrix).run().doubles(y)).containsExactly(10, 20, 30, 40, 50, 60);
      }
    }

    @Test
    void must_belong_to_the_plan() {
      Input stranger = Input.of("stranger", DataType.DOUBLE, 2);
      try (Plan plan = Plan.of(y);
          Plan constant = Plan.of(Constant.of(1.0))) {
        assertThatThrownBy(() -> plan.feed(stranger, numbers(1, 2)))
            .isInstanceOf(PlanException.class)
            .hasMessageContaining(
                "input stranger DOUBLE[2] is not part of this plan; its inputs are [x]");
        assertThatThrownBy(() -> constant.feed(stranger, numbers(1, 2)))
            .hasMessageContaining("it has no inputs");
      }
    }
  }

  @Nested
  class Values {
    @Test
    void of_rank_0_stay_scalars() {
      INDArray value = add(Constant.of(1.5), Constant.of(2.0)).evaluate();
      assertThat(value.rank()).isZero();
      assertThat(value.getDouble()).isEqualTo(3.5);
      assertThat(Variable.of("v", Nd4j.scalar(2.0)).value().rank()).isZero();
    }

    @Test
    void may_have_axes_of_size_0() {
      Input x = Input.of("x", DataType.FLOAT, 0, 3);
      Variable v = Variable.of("v", new float[0], Shape.of(0, 3));
      Tensor y = add(x, v);
      Tensor flat = reshape(y, 3, 0);
      Tensor total = sum(y);
      try (Plan plan = Plan.of(List.of(y, flat, total, x, v), List.of(new Update(v, reverse(y))))) {
        // There is nothing to feed.
        plan.run();
        plan.feed(x, Nd4j.empty(DataType.FLOAT).reshape(0, 3)).run();
        plan.feed(x, new float[0]).feedInPlace(x, Nd4j.create(DataType.FLOAT, 0, 3)).run();
        assertThat(plan.value(y).shape()).containsExactly(0, 3);
        assertThat(plan.value(flat).shape()).containsExactly(3, 0);
        assertThat(plan.doubles(x)).isEmpty();
        assertThat(plan.scalar(total)).isZero();
      }
      v.assign(Nd4j.create(DataType.FLOAT, 0, 3));
      assertThat(v.value().isEmpty()).isTrue();
      assertThat(Constant.of(new double[0][]).evaluate().shape()).containsExactly(0, 0);
      assertThat(Rows.of(Nd4j.create(DataType.FLOAT, 0, 3)).shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void of_long_are_exact_beyond_2_to_the_53() {
      long big = (1L << 53) + 1;
      Input x = Input.scalar("x", DataType.INT64);
      Tensor y = add(x, Constant.of(1L));
      try (Plan plan = Plan.of(y)) {
        assertThat(plan.feed(x, new long[] {big}).run().value(y).getLong()).isEqualTo(big + 1);
      }
      assertThat(Constant.of(big).evaluate().getLong()).isEqualTo(big);
      assertThat(Variable.of("n", Constant.of(big)).value().getLong()).isEqualTo(big);
      assertThat(Variable.of("n", Nd4j.createFromArray(big)).value().getLong(0)).isEqualTo(big);
      assertThat(Nd4j.createFromArray(Long.MIN_VALUE, 0L, Long.MAX_VALUE))
          .isEqualTo(Constant.of(new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}).evaluate());
    }

    @Test
    void are_those_that_a_formula_of_the_plan_uses() {
      Input used = Input.scalar("used", DataType.DOUBLE);
      Input unused = Input.scalar("unused", DataType.DOUBLE);
      Plan plan = Plan.of(add(used, Constant.of(1.0)));
      assertThat(plan.uses(used)).isTrue();
      assertThat(plan.uses(unused)).isFalse();
      plan.close();
      assertThatThrownBy(() -> plan.uses(used)).isInstanceOf(PlanException.class);
    }

    @Test
    void of_long_take_whole_numbers() {
      Input key = Input.scalar("key", DataType.INT64);
      Tensor next = add(key, Constant.of(1L));
      try (Plan plan = Plan.of(next)) {
        assertThat(plan.feed(key, 7).run().scalar(next)).isEqualTo(8);
        assertThatThrownBy(() -> plan.feed(key, 7.5))
            .isInstanceOf(TypeException.class)
            .hasMessageContaining("7.5");
        assertThat(plan.run().scalar(next)).isEqualTo(8);
      }
      Variable count = Variable.of("count", Constant.of(new long[] {1, 2}));
      count.assign(new long[] {Long.MAX_VALUE, 3});
      assertThat(count.value()).isEqualTo(Nd4j.createFromArray(Long.MAX_VALUE, 3L));
      assertThatThrownBy(() -> count.assign(new double[] {1, 2})).isInstanceOf(TypeException.class);
    }

    @Test
    void may_be_truth_values() {
      Input x = Input.of("x", DataType.BOOL, 3);
      Tensor y = reverse(x);
      Tensor t = reshape(Constant.of(true), 1);
      try (Plan plan = Plan.of(y, t)) {
        plan.feed(x, new boolean[] {true, false, false}).run();
        assertThat(plan.doubles(y)).containsExactly(0, 0, 1);
        assertThat(plan.value(y).dataType()).isEqualTo(DataType.BOOL);
        assertThat(plan.doubles(t)).containsExactly(1);
        plan.feed(x, Nd4j.createFromArray(false, true, true)).run();
        assertThat(plan.doubles(y)).containsExactly(1, 1, 0);
        INDArray two =
            Nd4j.createFromArray(new boolean[][] {{true, false}, {true, true}, {false, true}});
        assertThat(plan.feed(x, two.getColumn(1)).run().doubles(y)).containsExactly(1, 1, 0);
      }
    }

    @Test
    void of_one_plan_may_have_every_type() {
      Tensor f = add(Constant.of(1f), Constant.of(2f));
      Tensor d = new Cast(DataType.DOUBLE).on(f);
      Tensor n = new Cast(DataType.INT64).on(d);
      Tensor b = new Cast(DataType.BOOL).on(n);
      try (Plan plan = Plan.of(f, d, n, b)) {
        plan.run();
        assertThat(List.of(plan.scalar(f), plan.scalar(d), plan.scalar(n), plan.scalar(b)))
            .containsExactly(3.0, 3.0, 3.0, 1.0);
      }
    }

    @Test
    void of_a_scalar_are_asked_only_of_one_element() {
      Tensor y = Constant.of(new double[] {1, 2});
      try (Plan plan = Plan.of(y)) {
        assertThatThrownBy(() -> plan.run().scalar(y))
            .isInstanceOf(ShapeException.class)
            .hasMessageContaining("constant DOUBLE[2] has 2 elements, not one");
      }
    }

    @Test
    void are_asked_only_of_outputs_after_a_run() {
      Tensor y = sum(Constant.of(new double[] {1, 2}));
      Tensor other = add(y, y);
      try (Plan plan = Plan.of(y)) {
        assertThatThrownBy(() -> plan.value(y))
            .isInstanceOf(PlanException.class)
            .hasMessageContaining("nothing was computed yet");
        plan.run();
        assertThatThrownBy(() -> plan.value(other))
            .isInstanceOf(PlanException.class)
            .hasMessageContaining("add DOUBLE[]")
            .hasMessageContaining("is not an output of this plan; name it in Plan.of(...)");
      }
    }
  }

  @Nested
  class Closing {
    private final Input x = Input.of("x", DataType.DOUBLE, 2);
    private final Tensor y = add(x, x);

    @Test
    void makes_every_use_an_error() {
      Plan plan = Plan.of(y);
      plan.feed(x, numbers(1, 2)).run();
      plan.close();
      assertThatThrownBy(plan::run)
          .isInstanceOf(PlanException.class)
          .hasMessageContaining("closed");
      assertThatThrownBy(() -> plan.value(y))
          .hasMessageContaining("this plan is closed; make a new");
      assertThatThrownBy(() -> plan.doubles(y)).isInstanceOf(PlanException.class);
      assertThatThrownBy(() -> plan.scalar(y)).isInstanceOf(PlanException.class);
      assertThatThrownBy(() -> plan.feed(x, numbers(1, 2))).isInstanceOf(PlanException.class);
      assertThatThrownBy(() -> plan.feedInPlace(x, Nd4j.create(new double[] {1, 2})))
          .isInstanceOf(PlanException.class);
      assertThat(plan).hasToString("closed plan");
      assertThat(plan.bytes()).isZero();
    }

    @Test
    void twice_is_the_same_as_once() {
      Plan plan = Plan.of(y);
      plan.close();
      plan.close();
      assertThat(plan.bytes()).isZero();
    }

    @Test
    void leaves_variables_constants_and_other_plans_alone() {
      Variable v = variable("v", 1, 2);
      Tensor z = add(v, Constant.of(new double[] {10, 20}));
      try (Plan other = Plan.of(z)) {
        Plan.of(z).close();
        assertThat(other.run().doubles(z)).containsExactly(11, 22);
      }
    }
  }

  @Nested
  class Sharing {
    private final AtomicInteger runs = new AtomicInteger();
    private final Variable v = variable("v", 1, 2);

    @Test
    void computes_equal_formulas_once() {
      Counting counting = new Counting(runs);
      Tensor a = add(counting.on(add(v, v)), v);
      Tensor b = add(counting.on(add(v, v)), v);
      try (Plan plan = Plan.of(a, b)) {
        plan.run();
        assertThat(plan.doubles(a)).containsExactly(3, 6);
        assertThat(plan.doubles(b)).containsExactly(3, 6);
      }
      assertThat(runs).hasValue(1);
    }

    @Test
    void takes_other_attributes_and_another_order_of_inputs_for_other_formulas() {
      Tensor two = multiply(v, Constant.of(2.0));
      Tensor a = divide(v, two);
      Tensor b = divide(two, v);
      try (Plan plan = Plan.of(a, b, reshape(v, 1, 2), reshape(v, 2, 1))) {
        plan.run();
        assertThat(plan.doubles(a)).containsExactly(0.5, 0.5);
        assertThat(plan.doubles(b)).containsExactly(2, 2);
      }
    }

    @Test
    void merges_small_constants_of_the_same_bits_only() {
      assertThat(kernels(Constant.of(2.0), Constant.of(2.0))).isEqualTo(1);
      assertThat(kernels(Constant.of(new double[] {1, 2}), Constant.of(new double[] {1, 2})))
          .isEqualTo(1);
      assertThat(kernels(Constant.of(2.0), Constant.of(new double[] {2}, Shape.scalar())))
          .isEqualTo(1);
      assertThat(kernels(Constant.of(0.0), Constant.of(-0.0))).isEqualTo(2);
      assertThat(kernels(Constant.of(Double.NaN), Constant.of(Double.NaN))).isEqualTo(1);
      double otherNaN = Double.longBitsToDouble(0x7ff8000000000001L);
      assertThat(kernels(Constant.of(Double.NaN), Constant.of(otherNaN))).isEqualTo(2);
      assertThat(
              kernels(Constant.of(new double[] {2}), Constant.of(new double[] {2}, Shape.of(1, 1))))
          .isEqualTo(2);
      assertThat(kernels(Constant.of(2.0), Constant.of(2f))).isEqualTo(2);
    }

    @Test
    void does_not_take_integers_for_the_bits_of_numbers() {
      // The bits of the double 3.0, which is how a number in a formula keeps the integer 3.
      long bits = Double.doubleToRawLongBits(3);
      Constant three = Constant.like(Constant.of(1L), 3);
      try (Plan plan = Plan.of(three, Constant.of(bits))) {
        plan.run();
        assertThat(plan.value(three).getLong()).isEqualTo(3);
      }
      assertThat(kernels(three, Constant.of(bits))).isEqualTo(2);
      assertThat(kernels(three, Constant.of(3L))).isEqualTo(1);
    }

    @Test
    void keeps_signs_of_zero_apart_in_results() {
      Tensor plus = divide(Constant.of(1.0), Constant.of(0.0));
      Tensor minus = divide(Constant.of(1.0), Constant.of(-0.0));
      try (Plan plan = Plan.of(plus, minus)) {
        plan.run();
        assertThat(plan.scalar(plus)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(plan.scalar(minus)).isEqualTo(Double.NEGATIVE_INFINITY);
      }
    }

    /** How many different reversals there are of two constants. */
    private int kernels(Constant a, Constant b) {
      Program program = Program.sharing(List.of(reverse(a), reverse(b)));
      return program.size() / 2;
    }
  }

  @Nested
  class Folding {
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void computes_what_depends_on_constants_alone_once_and_when_the_plan_is_made() {
      Variable v = variable("v", 1, 2);
      Tensor constant = new Counting(runs).on(add(Constant.of(1.0), Constant.of(2.0)));
      Tensor y = multiply(v, constant);
      try (Plan plan = Plan.of(y)) {
        assertThat(runs).hasValue(1);
        for (int i = 0; i < 3; i++) {
          assertThat(plan.run().doubles(y)).containsExactly(3, 6);
        }
        assertThat(plan.toString()).startsWith("1 kernels");
      }
      assertThat(runs).hasValue(1);
    }

    @Test
    void takes_no_more_than_64_kibibytes_together() {
      // Of 8 KiB each, eight are folded and two are not.
      Tensor sum = Constant.of(0.0);
      for (int i = 0; i < 10; i++) {
        Constant big = Constant.of(new double[1024]);
        sum = add(sum, TestOps.sum(new Counting(runs).on(big)));
      }
      Variable v = variable("v", 1);
      Tensor y = add(reshape(v), sum);
      try (Plan plan = Plan.of(y)) {
        assertThat(runs).hasValueBetween(7, 8);
        int folded = runs.get();
        plan.run().run();
        assertThat(runs).hasValue(folded + 2 * (10 - folded));
      }
    }

    @Test
    void lets_an_error_in_a_constant_formula_out_when_the_plan_is_made() {
      Tensor y = new Failing(new AtomicBoolean(true)).on(Constant.of(1.0));
      assertThatThrownBy(() -> Plan.of(y)).isInstanceOf(IndexException.class);
    }
  }

  @Nested
  class Pairs {
    private final Input x = Input.of("x", DataType.DOUBLE, 3);

    @Test
    void are_computed_by_one_kernel_in_either_order() {
      Tensor front = new Front().on(x);
      Tensor back = new Back().on(x);
      for (List<Tensor> outputs : List.of(List.of(front, back), List.of(back, front))) {
        try (Plan plan = Plan.of(outputs)) {
          assertThat(plan.toString()).startsWith("1 kernels").contains("%1, %2 = ");
          plan.feed(x, numbers(1, 2, 3)).run();
          assertThat(plan.doubles(front)).containsExactly(3, 5, 7);
          assertThat(plan.doubles(back)).containsExactly(5, 10, 15);
        }
      }
    }

    @Test
    void need_the_same_inputs() {
      Tensor front = new Front().on(x);
      Tensor back = new Back().on(add(x, x));
      try (Plan plan = Plan.of(front, back)) {
        assertThat(plan.toString()).startsWith("3 kernels");
      }
    }

    @Test
    void are_folded_together() {
      Constant c = Constant.of(new double[] {1, 2, 3});
      Tensor front = new Front().on(c);
      Tensor back = new Back().on(c);
      try (Plan plan = Plan.of(front, back)) {
        assertThat(plan.toString()).startsWith("0 kernels");
        assertThat(plan.run().doubles(back)).containsExactly(5, 10, 15);
        assertThat(plan.doubles(front)).containsExactly(3, 5, 7);
      }
    }
  }

  @Nested
  class Printing {
    @Test
    void shows_the_program_one_kernel_a_line() {
      Input x = Input.of("x", DataType.DOUBLE, 2);
      Variable w = variable("w", 1, 2);
      Tensor y = reverse(reshape(add(multiply(x, w), Constant.of(2.0)), 2, 1));
      List<Update> updates = List.of(new Update(w, reshape(y, 2)));
      try (Plan plan = Plan.of(List.of(y), updates)) {
        assertThat(plan.toString().lines().map(line -> line.replaceFirst(" at .*", "")))
            .containsExactly(
                "2 kernels, 1 outputs, 1 updates, " + plan.bytes() + " bytes",
                "%4 = 2 fused ops DOUBLE[2]",
                "  %2 = Multiply(x, w) DOUBLE[2]",
                "  %4 = Add(%2, constant DOUBLE[] 2.0) DOUBLE[2]",
                "%6 = Reverse(%4) DOUBLE[2, 1]",
                "w := %6");
      }
    }

    @Test
    void tells_the_program_as_data() {
      Input x = Input.of("x", DataType.DOUBLE, 2);
      Variable w = variable("w", 1, 2);
      Constant one = Constant.of(1.0);
      Tensor two = add(one, one);
      Tensor product = multiply(x, w);
      Tensor sum = add(product, two);
      Tensor y = reverse(reshape(sum, 2, 1));
      Tensor same = reverse(reshape(add(multiply(x, w), two), 2, 1));
      List<Update> updates = List.of(new Update(w, reshape(y, 2)));
      try (Plan plan = Plan.of(List.of(y, same), updates)) {
        PlannedProgram program = plan.program();
        assertThat(program.tensors().indexOf(y)).isEqualTo(numberIn(plan, "Reverse"));
        assertThat(program.steps())
            .containsExactly(
                new Step(List.of((Node) two), List.of(one, one), List.of((Node) two), true),
                new Step(
                    List.of((Node) product, (Node) sum),
                    List.of(x, w, two),
                    List.of((Node) sum),
                    false),
                new Step(List.of((Node) y), List.of(sum), List.of((Node) y), false));
        assertThat(program.outputs()).containsExactly(Map.entry(y, y), Map.entry(same, y));
        assertThat(program.updates()).containsExactly(Map.entry(w, y));
      }
    }

    private static int numberIn(Plan plan, String op) {
      return plan.toString()
          .lines()
          .filter(line -> line.contains(op))
          .mapToInt(line -> Integer.parseInt(line.substring(1, line.indexOf(' '))))
          .findFirst()
          .orElseThrow();
    }

    @Test
    void is_for_open_plans() {
      Plan plan = Plan.of(Constant.of(1.0));
      plan.close();
      assertThatThrownBy(plan::program).isInstanceOf(PlanException.class);
    }
  }
}
