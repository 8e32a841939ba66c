package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmedTest {
  /** Much more than a race takes, for a busy machine. */
  private static final int SECONDS = 60;

  private final Lanes vector = Warmed.vector().orElseThrow();

  @Test
  @Timeout(SECONDS)
  void starts_on_plain_loops_and_goes_over_to_the_faster_vectors() throws InterruptedException {
    Warmed loop = new Warmed(() -> lanes -> spendMicros(lanes.equals(vector) ? 10 : 1000));
    useOften(loop);
    awaitDecision(loop);
    assertThat(loop.lanes()).isSameAs(vector);
  }

  @Test
  @Timeout(SECONDS)
  void stays_on_plain_loops_if_vectors_are_slower() throws InterruptedException {
    Warmed loop = new Warmed(() -> lanes -> spendMicros(lanes.equals(vector) ? 1000 : 10));
    useOften(loop);
    awaitDecision(loop);
    assertThat(loop.lanes()).isSameAs(Warmed.plain());
  }

  @Test
  @Timeout(SECONDS)
  void stays_on_plain_loops_if_vectors_are_kept_on_the_heap() throws InterruptedException {
    byte[][] kept = new byte[1][];
    Warmed loop =
        new Warmed(
            () ->
                lanes -> {
                  if (lanes.equals(vector)) {
                    kept[0] = new byte[100];
                  } else {
                    spendMicros(1000);
                  }
                });
    useOften(loop);
    awaitDecision(loop);
    assertThat(loop.lanes()).isSameAs(Warmed.plain());
  }

  @Test
  @Timeout(SECONDS)
  void stays_on_plain_loops_if_the_vector_api_has_changed() throws InterruptedException {
    Warmed loop =
        new Warmed(
            () ->
                lanes -> {
                  if (lanes.equals(vector)) {
                    throw new NoSuchMethodError("fma");
                  }
                });
    useOften(loop);
    awaitDecision(loop);
    assertThat(loop.lanes()).isSameAs(Warmed.plain());
  }

  @Test
  @Timeout(SECONDS)
  void its_thread_ends() throws InterruptedException {
    Warmed loop = new Warmed(() -> lanes -> spendMicros(lanes.equals(vector) ? 10 : 1000));
    useOften(loop);
    awaitDecision(loop);
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("grad4j-warm-up"))) {
      Thread.sleep(10);
    }
  }

  private static void useOften(Warmed loop) {
    for (int i = 0; i < Warmed.RARE; i++) {
      assertThat(loop.lanes()).isSameAs(Warmed.plain());
    }
  }

  private static void awaitDecision(Warmed loop) throws InterruptedException {
    while (!loop.isDecided()) {
      Thread.sleep(10);
    }
  }

  private static void spendMicros(int micros) {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
