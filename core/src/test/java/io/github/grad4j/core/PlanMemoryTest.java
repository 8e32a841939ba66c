package io.github.grad4j.core;

import static io.github.grad4j.core.TestOps.add;
import static io.github.grad4j.core.TestOps.multiply;
import static io.github.grad4j.core.TestOps.reverse;
import static io.github.grad4j.core.TestOps.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.grad4j.core.TestOps.SumOfAll;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PlanMemoryTest {
  private static final int N = 1 << 16;
  private static final long BUFFER = N * 8L;
  private static final long MEGABYTE = 1 << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Variable v = Variable.of("v", new double[N], Shape.of(N));

  @Test
  void a_chain_of_ops_that_overwrite_takes_one_buffer() {
    Tensor y = v;
    for (int i = 0; i < 100; i++) {
      y = add(y, v);
    }
    try (Plan plan = Plan.of(sum(y))) {
      // And a cache line for the sum.
      assertThat(plan.bytes()).isEqualTo(BUFFER + 64);
    }
  }

  @Test
  void a_chain_of_ops_that_do_not_overwrite_takes_two_buffers() {
    Tensor y = v;
    for (int i = 0; i < 100; i++) {
      y = reverse(y);
    }
    try (Plan plan = Plan.of(y)) {
      assertThat(plan.bytes()).isEqualTo(2 * BUFFER);
    }
  }

  @Test
  void memory_of_small_values_is_joined_for_large_ones() {
    // Two halves die before a whole is needed.
    Tensor half = reverse(Input.of("x", DataType.DOUBLE, N / 2));
    Tensor number = sum(add(reverse(half), reverse(reverse(half))));
    Tensor whole = reverse(multiply(v, number));
    try (Plan plan = Plan.of(sum(whole))) {
      long input = BUFFER / 2;
      assertThat(plan.bytes()).isLessThanOrEqualTo(input + 2 * BUFFER + 128);
    }
  }

  @Test
  void a_chain_of_100_000_ops_is_built_planned_and_run() {
    Tensor y = Input.scalar("x", DataType.DOUBLE);
    Input x = (Input) y;
    Tensor one = Constant.of(1.0);
    for (int i = 0; i < 100_000; i++) {
      y = add(y, one);
    }
    try (Plan plan = Plan.of(y)) {
      assertThat(plan.feed(x, 0.5).run().scalar(y)).isEqualTo(100_000.5);
      assertThat(plan.bytes()).isEqualTo(3 * 64);
    }
    assertThat(Tensors.order(List.of(y))).hasSize(100_002);
    assertThat(y.toString()).startsWith("add DOUBLE[] ");
  }

  @Test
  void a_million_inputs_go_into_one_op() {
    Tensor x = Input.scalar("x", DataType.DOUBLE);
    Tensor y = new SumOfAll().on(Collections.nCopies(1_000_000, x));
    try (Plan plan = Plan.of(y)) {
      assertThat(plan.feed((Input) x, 0.5).run().scalar(y)).isEqualTo(500_000);
    }
  }

  @Test
  void ten_thousand_variables_are_updated_at_once() {
    List<Variable> variables = new ArrayList<>();
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      variables.add(Variable.of("v" + i, Constant.of((double) i)));
    }
    for (int i = 0; i < variables.size(); i++) {
      updates.add(new Update(variables.get(i), variables.get((i + 1) % variables.size())));
    }
    try (Plan plan = Plan.of(List.of(), updates)) {
      plan.run();
    }
    assertThat(variables.get(0).value().getDouble()).isEqualTo(1);
    assertThat(variables.get(9_999).value().getDouble()).isZero();
  }

  @Test
  void a_run_takes_nothing_from_the_heap() {
    Input x = Input.of("x", DataType.DOUBLE, 16);
    Variable w = Variable.of("w", new double[16], Shape.of(16));
    Tensor y = add(multiply(x, w), Constant.of(2.0));
    Tensor loss = sum(y);
    try (Plan plan = Plan.of(List.of(loss, w), List.of(new Update(w, y)))) {
      plan.feedInPlace(x, Nd4j.rand(DataType.DOUBLE, 16));
      // Long enough for the compilers to have done their work.
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        least = Math.min(least, allocatedBy(() -> repeat(plan, 1_000)));
      }
      // Less than a byte a run; asking for the count may itself take some.
      assertThat(least).isLessThan(1_000);
    }
  }

  private static void repeat(Plan plan, int runs) {
    for (int i = 0; i < runs; i++) {
      plan.run();
    }
  }

  private static long allocatedBy(Runnable work) {
    long id = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(id);
    work.run();
    return THREADS.getThreadAllocatedBytes(id) - before;
  }

  @Test
  void closing_gives_native_memory_back() {
    Tensor y = reverse(add(v, v));
    Tensor z = new SumOfAll().on(sum(wide(y)), sum(reverse(wide(y))));
    long before = 0;
    for (int i = 0; i < 60; i++) {
      if (i == 10) {
        before = Pointer.physicalBytes();
      }
      try (Plan plan = Plan.of(z)) {
        assertThat(plan.bytes()).isGreaterThan(40 * MEGABYTE);
        plan.run();
      }
    }
    // Fifty plans of 40 MB or more: 2 GB if nothing came back.
    assertThat(Pointer.physicalBytes() - before).isLessThan(200 * MEGABYTE);
  }

  /** Forty times as long. */
  private static Tensor wide(Tensor x) {
    return new Repeated(40).on(x);
  }

  private record Repeated(int times) implements TestOps.Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withShape(Shape.of(times, inputs.get(0).shape().size()));
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      Slot x = inputs.get(0);
      return () -> {
        for (int i = 0; i < times; i++) {
          x.copyTo(0, output, i * x.size(), x.size());
        }
      };
    }
  }

  @Test
  void feeding_strided_arrays_leaves_nothing_behind() {
    Input x = Input.of("x", DataType.DOUBLE, 1_000, 1_000);
    try (Plan plan = Plan.of(sum(x))) {
      INDArray turned = Nd4j.rand(DataType.DOUBLE, 1_000, 1_000).transpose();
      plan.feed(x, turned);
      long before = Pointer.physicalBytes();
      for (int i = 0; i < 100; i++) {
        plan.feed(x, turned);
      }
      // 800 MB if each feed left a copy to the garbage collector.
      assertThat(Pointer.physicalBytes() - before).isLessThan(100 * MEGABYTE);
    }
  }

  @Test
  void a_hundred_thousand_evaluations_neither_leak_nor_slow_down() throws InterruptedException {
    Variable w = Variable.of("w", Constant.of(new double[] {4, 5}));
    Tensor y = add(multiply(Constant.of(new double[] {1, 2, 3}), Constant.of(2.0)), sum(w));
    List<Long> nanos = new ArrayList<>();
    long before = 0;
    for (int thousand = 0; thousand < 100; thousand++) {
      if (thousand == 20) {
        before = settled();
      }
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < 1_000; i++) {
        y.evaluate();
      }
      nanos.add(THREADS.getCurrentThreadCpuTime() - start);
    }
    long leaked = settled() - before;

    // A native array takes two kilobytes: 160 MB if each evaluation left one.
    assertThat(leaked).isLessThan(80 * MEGABYTE);
    // Of the thread's own time, since the machine may be busy; medians, and a generous factor.
    assertThat(median(nanos.subList(80, 100))).isLessThan(5 * median(nanos.subList(10, 30)));
  }

  /** The memory of the process once the arrays handed out are collected. */
  private static long settled() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Pointer.physicalBytes();
  }

  private static double median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
