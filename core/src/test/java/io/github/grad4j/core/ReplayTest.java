package io.github.grad4j.core;

import static io.github.grad4j.core.TestOps.add;
import static io.github.grad4j.core.TestOps.divide;
import static io.github.grad4j.core.TestOps.multiply;
import static io.github.grad4j.core.TestOps.reshape;
import static io.github.grad4j.core.TestOps.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ReplayTest {
  private final Variable a = Variable.of("a", new double[] {1, 2}, Shape.of(2));
  private final Input x = Input.of("x", DataType.DOUBLE, 2);
  private final Tensor product = multiply(a, x);
  private final Tensor column = reshape(product, 2, 1);
  private final Tensor twice = add(column, column);
  private final Tensor loss = sum(twice);

  @Test
  void keeps_every_value_on_the_way() {
    try (Plan plan = Plan.of(loss);
        Replay replay = plan.feed(x, new double[] {3, 4}).replay()) {
      assertThat(replay.tensors()).containsExactly(a, x, product, column, twice, loss);
      assertThat(replay.outputs()).containsExactly(loss);
      assertThat(replay.updates()).isEmpty();
      assertThat(replay.doubles(a)).containsExactly(1, 2);
      assertThat(replay.doubles(x)).containsExactly(3, 4);
      assertThat(replay.doubles(product)).containsExactly(3, 8);
      assertThat(replay.doubles(column)).containsExactly(3, 8);
      assertThat(replay.doubles(twice)).containsExactly(6, 16);
      assertThat(replay.element(twice, 1)).isEqualTo(16);
      assertThat(replay.doubles(loss)).containsExactly(22);
    }
  }

  @Test
  void is_of_what_a_failed_run_read_and_assigns_nothing() {
    Tensor ratio = divide(loss, sum(x));
    Update update = new Update(a, add(a, a));
    try (Plan plan = Plan.of(List.of(ratio), List.of(update))) {
      plan.feed(x, new double[] {1, -1});
      assertThatThrownBy(plan::run).isInstanceOf(NonFiniteException.class);
      try (Replay replay = plan.replay()) {
        assertThat(replay.doubles(ratio)).containsExactly(Double.NEGATIVE_INFINITY);
        assertThat(replay.updates()).containsExactly(update);
        assertThat(replay.doubles(update.newValue())).containsExactly(2, 4);
        a.assign(new double[] {5, 6});
        plan.feed(x, new double[] {1, 1}).run();
        assertThat(replay.doubles(a)).containsExactly(1, 2);
        assertThat(replay.doubles(x)).containsExactly(1, -1);
        assertThat(plan.scalar(ratio)).isEqualTo(11);
      }
    }
    assertThat(a.value().toDoubleVector()).containsExactly(10, 12);
  }

  @Test
  void leaves_outputs_of_the_last_run_as_they_were() {
    try (Plan plan = Plan.of(loss)) {
      plan.feed(x, new double[] {3, 4}).run();
      plan.feed(x, new double[] {0, 1});
      try (Replay replay = plan.replay()) {
        assertThat(replay.doubles(loss)).containsExactly(4);
      }
      assertThat(plan.scalar(loss)).isEqualTo(22);
    }
  }

  @Test
  void needs_what_a_run_needs() {
    Plan plan = Plan.of(loss);
    assertThatThrownBy(plan::replay)
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("input x DOUBLE[2] has no value yet");
    Replay replay = plan.feed(x, new double[] {1, 1}).replay();
    assertThatThrownBy(() -> replay.doubles(add(x, x)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("is not part of the plan that was replayed");
    assertThatThrownBy(() -> replay.element(x, 2))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("element 2 is outside [0, 2) of input x");
    plan.close();
    assertThatThrownBy(plan::replay).isInstanceOf(PlanException.class);
    assertThat(replay.doubles(x)).containsExactly(1, 1);
    replay.close();
    replay.close();
    assertThatThrownBy(() -> replay.doubles(x))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("this replay is closed");
  }

  @Test
  void sees_whether_a_variable_is_finite() {
    assertThat(a.isFinite()).isTrue();
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      a.assign(new double[] {0, value});
      assertThat(a.isFinite()).isFalse();
    }
    assertThat(Variable.of("n", new long[] {Long.MAX_VALUE}, Shape.of(1)).isFinite()).isTrue();
  }

  @Test
  void knows_where_a_row_stands() {
    Rows rows = Rows.of(Constant.of(new double[] {1, 2, 3}).evaluate());
    assertThat(rows.rowAt(2)).isEqualTo(2);
    assertThat(rows.select(new int[] {2, 0, 1}, 1, 3).rowAt(1)).isEqualTo(1);
    assertThatThrownBy(() -> rows.rowAt(3))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("position 3 is outside [0, 3)");
  }
}
