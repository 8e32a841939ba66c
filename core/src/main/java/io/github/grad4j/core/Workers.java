package io.github.grad4j.core;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that wait to run some parts of a kernel while its own thread runs the others.
 *
 * <p>Parts are taken one after the other by whoever is free, so that a worker that wakes up late
 * delays nothing. Workers serve one kernel at a time: where several plans run at once, the others
 * do without. Running allocates nothing.
 */
final class Workers {
  /** How long a worker looks out for the next kernel before it sleeps: that of the same step. */
  private static final long PATIENCE = 30_000;

  /** How often the caller looks for the last part's end before it gives its processor away. */
  private static final int LOOKS = 10_000;

  private static final long NAP = 50_000;

  private static final long CLOSED = Integer.MAX_VALUE;
  private static final int COUNTER_BITS = 32;
  private static final Kernel[] NONE = {};

  private final Thread[] threads;
  private final AtomicBoolean taken = new AtomicBoolean();

  /** The number of the job above, and of its next part below; beyond all parts between jobs. */
  private final AtomicLong ticket = new AtomicLong(CLOSED);

  private final AtomicInteger unfinished = new AtomicInteger();
  private volatile Kernel[] parts = NONE;
  private final AtomicReference<Failure> failure = new AtomicReference<>(Failure.NONE);

  /** What a part threw. */
  private record Failure(int part, Throwable thrown) {
    private static final Failure NONE = new Failure(Integer.MAX_VALUE, new IllegalStateException());

    /** The one that comes first if parts run one after the other. */
    Failure first(Failure other) {
      return part < other.part ? this : other;
    }
  }

  /** So many threads beside the caller's; they end with the program. */
  Workers(int count) {
    threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      threads[i] = new Thread(this::work, "grad4j-worker-" + (i + 1));
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  /**
   * Runs all parts; it fails as running one after the other would, with the first that fails.
   *
   * @param kernels the parts
   */
  void run(Kernel[] kernels) {
    if (!taken.compareAndSet(false, true)) {
      for (Kernel kernel : kernels) {
        kernel.run();
      }
      return;
    }
    try {
      parts = kernels;
      unfinished.set(kernels.length);
      long job = (ticket.get() >>> COUNTER_BITS) + 1;
      ticket.set(job << COUNTER_BITS);
      for (int i = 0; i < Math.min(threads.length, kernels.length - 1); i++) {
        LockSupport.unpark(threads[i]);
      }
      while (runNext()) {}
      for (int looks = 0; unfinished.get() > 0; looks++) {
        // A worker may have been put off its processor in the middle of its part.
        if (looks < LOOKS) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(this, NAP);
        }
      }
      ticket.set(job << COUNTER_BITS | CLOSED);
      // So that a plan that is dropped can be collected.
      parts = NONE;
      rethrow(failure.getAndSet(Failure.NONE));
    } finally {
      taken.set(false);
    }
  }

  private static void rethrow(Failure failed) {
    if (failed.thrown instanceof Error error) {
      throw error;
    }
    if (failed.thrown instanceof RuntimeException exception && !failed.equals(Failure.NONE)) {
      throw exception;
    }
    if (!failed.equals(Failure.NONE)) {
      throw new IllegalStateException(failed.thrown);
    }
  }

  /** Runs the next part, if there is one. */
  private boolean runNext() {
    long next = ticket.get();
    int part = (int) next;
    Kernel[] kernels = parts;
    if (part >= kernels.length) {
      return false;
    }
    // If the ticket is still the same, so is the job: its parts stay until all are finished.
    if (ticket.compareAndSet(next, next + 1)) {
      try {
        kernels[part].run();
      } catch (Throwable e) {
        // Whatever it is: a part of which nobody knew that it failed would leave wrong numbers.
        failure.accumulateAndGet(new Failure(part, e), Failure::first);
      } finally {
        unfinished.decrementAndGet();
      }
    }
    return true;
  }

  private void work() {
    while (true) {
      long since = System.nanoTime();
      while (!runNext()) {
        if (System.nanoTime() - since < PATIENCE) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          since = System.nanoTime();
        }
      }
    }
  }
}
