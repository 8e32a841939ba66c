package io.github.grad4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartsTest {
  private static final Workers WORKERS = new Workers(3);

  /** So many that what the measurement allocates is less than a byte for each. */
  private static final int RUNS = 100_000;

  private static Parts parts(int pieces, int count, Parts.Range range) {
    return new Parts(Parts.split(pieces, count, range), WORKERS);
  }

  @Test
  void every_piece_is_done_once_in_each_of_many_runs() {
    int[] done = new int[10];
    Parts parts =
        parts(
            done.length,
            4,
            (from, to) ->
                () -> {
                  for (int i = from; i < to; i++) {
                    done[i]++;
                  }
                });
    for (int run = 1; run <= 100_000; run++) {
      parts.run();
      assertThat(done[run % done.length]).isEqualTo(run);
    }
    assertThat(done).containsOnly(100_000);
  }

  @Test
  void parts_run_at_the_same_time() {
    CountDownLatch both = new CountDownLatch(2);
    parts(
            2,
            2,
            (from, to) ->
                () -> {
                  both.countDown();
                  await(both);
                })
        .run();
    assertThat(both.getCount()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_kernel_that_finds_the_workers_busy_does_without() {
    AtomicInteger runs = new AtomicInteger();
    Parts inner = parts(2, 2, (from, to) -> runs::incrementAndGet);
    parts(2, 2, (from, to) -> inner).run();
    assertThat(runs).hasValue(4);
  }

  @Test
  void it_fails_as_the_first_part_that_fails_and_runs_again() {
    boolean[] fails = {false, true, true, false};
    Parts parts =
        parts(
            4,
            4,
            (from, to) ->
                () -> {
                  if (fails[from]) {
                    throw new IllegalStateException("part " + from);
                  }
                });
    for (int i = 0; i < 1000; i++) {
      assertThatThrownBy(parts::run).isInstanceOf(IllegalStateException.class).hasMessage("part 1");
    }
    Arrays.fill(fails, false);
    parts.run();
  }

  @Test
  void an_error_is_thrown_as_it_is() {
    Parts parts =
        parts(
            2,
            2,
            (from, to) ->
                () -> {
                  throw new StackOverflowError();
                });
    assertThatThrownBy(parts::run).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void a_run_allocates_nothing() {
    int[] done = new int[4];
    Parts parts = parts(4, 4, (from, to) -> () -> done[from]++);
    for (int i = 0; i < 10_000; i++) {
      parts.run();
    }
    long before = allocated();
    for (int i = 0; i < RUNS; i++) {
      parts.run();
    }
    assertThat(allocated() - before).isLessThan(RUNS);
  }

  /** By this thread and all workers. */
  private static long allocated() {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.equals(Thread.currentThread())
                    || thread.getName().startsWith("grad4j-worker-"))
        .mapToLong(thread -> bean.getThreadAllocatedBytes(thread.getId()))
        .sum();
  }

  @Test
  void a_piece_or_more_is_worth_a_thread() {
    assertThatThrownBy(() -> Parts.of(4, 0, (from, to) -> () -> {}))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a piece or more is worth a thread, but fewest is 0");
  }

  private static <E extends Throwable> void throwSneakily(Throwable thrown) throws E {
    @SuppressWarnings("unchecked")
    E unchecked = (E) thrown;
    throw unchecked;
  }

  @Test
  void a_checked_exception_of_any_part_is_not_lost() {
    Parts parts =
        parts(
            4, 4, (from, to) -> () -> PartsTest.<RuntimeException>throwSneakily(new IOException()));
    for (int i = 0; i < 1000; i++) {
      assertThatThrownBy(parts::run).hasRootCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void pieces_are_divided_evenly_and_none_is_left_out() {
    StringBuilder ranges = new StringBuilder();
    Parts.split(
        11,
        3,
        (from, to) -> {
          ranges.append(from).append('-').append(to).append(' ');
          return () -> {};
        });
    assertThat(ranges).hasToString("0-3 3-7 7-11 ");
  }

  @Test
  void too_little_for_a_thread_is_bound_at_once() {
    Kernel whole = () -> {};
    assertThat(Parts.of(99, 50, (from, to) -> from == 0 && to == 99 ? whole : () -> {}))
        .isSameAs(whole);
  }
}
