package io.github.grad4j.core;

import static io.github.grad4j.core.TestOps.add;
import static io.github.grad4j.core.TestOps.multiply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.TestOps.Blocking;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PlanThreadsTest {
  private static final int THREADS = 4;
  private static final int RUNS = 2_000;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Variable v = Variable.of("v", Constant.of(new double[] {1, 2}));
  private final Tensor slow = new Blocking(entered, released).on(v);

  @AfterEach
  void stop() {
    released.countDown();
    threads.shutdownNow();
  }

  /** A run on another thread that has begun and does not end before it is released. */
  private Future<?> beginToRun(Plan plan) throws InterruptedException {
    Future<?> run = threads.submit(plan::run);
    entered.await();
    return run;
  }

  @Test
  void a_plan_in_use_by_another_thread_refuses_every_use() throws Exception {
    Input x = Input.scalar("x", DataType.DOUBLE);
    Tensor y = multiply(slow, x);
    try (Plan plan = Plan.of(y)) {
      plan.feed(x, 3);
      Future<?> run = beginToRun(plan);
      String message = "this plan is in use by another thread; make a plan for each thread";
      assertThatThrownBy(plan::run)
          .isInstanceOf(ConcurrentUseException.class)
          .hasMessageContaining(message);
      assertThatThrownBy(() -> plan.feed(x, 1)).hasMessageContaining(message);
      assertThatThrownBy(() -> plan.value(y)).hasMessageContaining(message);
      assertThatThrownBy(() -> plan.doubles(y)).hasMessageContaining(message);
      assertThatThrownBy(plan::close).hasMessageContaining(message);
      assertThat(plan.toString()).contains("2 kernels");
      released.countDown();
      run.get();
      assertThat(plan.doubles(y)).containsExactly(3, 6);
    }
  }

  @Test
  void many_plans_read_a_variable_at_once() throws Exception {
    try (Plan first = Plan.of(slow)) {
      Future<?> run = beginToRun(first);
      Tensor y = add(v, v);
      List<Future<double[]>> others = new ArrayList<>();
      for (int i = 0; i < THREADS - 1; i++) {
        others.add(
            threads.submit(
                () -> {
                  try (Plan plan = Plan.of(y)) {
                    for (int j = 0; j < RUNS; j++) {
                      plan.run();
                    }
                    return plan.doubles(y);
                  }
                }));
      }
      for (Future<double[]> other : others) {
        assertThat(other.get()).containsExactly(2, 4);
      }
      released.countDown();
      run.get();
    }
  }

  @Test
  void a_variable_that_is_read_is_not_assigned() throws Exception {
    try (Plan plan = Plan.of(slow);
        Plan step = Plan.of(List.of(), List.of(new Update(v, add(v, v))))) {
      Future<?> run = beginToRun(plan);
      String message = "variable v is in use by another thread, and assigning it needs it alone";
      assertThatThrownBy(() -> v.assign(new double[] {5, 6}))
          .isInstanceOf(ConcurrentUseException.class)
          .hasMessageContaining(message);
      assertThatThrownBy(step::run)
          .isInstanceOf(ConcurrentUseException.class)
          .hasMessageContaining(message);
      released.countDown();
      run.get();
      assertThat(plan.doubles(slow)).containsExactly(1, 2);
      // Both work again once the reader is done.
      step.run();
      v.assign(new double[] {5, 6});
      assertThat(v.value().toDoubleVector()).containsExactly(5, 6);
    }
  }

  @Test
  void a_variable_that_a_run_updates_is_not_read_or_assigned() throws Exception {
    try (Plan step = Plan.of(List.of(), List.of(new Update(v, slow)))) {
      Future<?> run = beginToRun(step);
      assertThatThrownBy(v::value)
          .isInstanceOf(ConcurrentUseException.class)
          .hasMessageContaining("variable v is being assigned by another thread");
      assertThatThrownBy(() -> v.assign(new double[] {5, 6}))
          .isInstanceOf(ConcurrentUseException.class)
          .hasMessageContaining("variable v");
      released.countDown();
      run.get();
      assertThat(v.value().toDoubleVector()).containsExactly(1, 2);
    }
  }

  @Test
  void a_run_that_is_refused_lets_go_of_the_variables_it_took() throws Exception {
    Variable w = Variable.of("w", Constant.of(new double[] {7, 8}));
    List<Update> updates = List.of(new Update(w, add(w, w)), new Update(v, add(w, v)));
    try (Plan reader = Plan.of(slow);
        Plan step = Plan.of(List.of(), updates)) {
      Future<?> run = beginToRun(reader);
      assertThatThrownBy(step::run).isInstanceOf(ConcurrentUseException.class);
      w.assign(new double[] {1, 1});
      released.countDown();
      run.get();
      step.run();
      assertThat(w.value().toDoubleVector()).containsExactly(2, 2);
      assertThat(v.value().toDoubleVector()).containsExactly(2, 3);
    }
  }

  @Test
  void formulas_are_built_planned_and_evaluated_by_many_threads() throws Exception {
    Tensor shared = add(v, Constant.of(new double[] {10, 20}));
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      double factor = i;
      results.add(
          threads.submit(
              () -> {
                for (int j = 0; j < RUNS; j++) {
                  Tensor y = multiply(shared, Constant.of(factor));
                  double[] value = y.evaluate().toDoubleVector();
                  if (value[0] != 11 * factor || value[1] != 22 * factor) {
                    return false;
                  }
                }
                return true;
              }));
    }
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
  }
}
