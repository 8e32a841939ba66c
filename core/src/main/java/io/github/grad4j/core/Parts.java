package io.github.grad4j.core;

import java.util.stream.Stream;

/**
 * A kernel of parts that may run at the same time, since each writes elements of its own.
 *
 * <p>A kernel whose pieces of work do not depend on each other is bound once for each of some
 * ranges of them:
 *
 * <pre>{@code
 * return Parts.of(rows, 1000, (from, to) -> () -> sumRows(x, from, to, output));
 * }</pre>
 *
 * <p>There are as many ranges as threads, and no more than are worth it. Where a range computes an
 * element in the same order whatever else is in it, its bits do not depend on the number of
 * threads. That holds for all kernels of this library but matrix products: OpenBLAS may add
 * otherwise at the end of a range.
 *
 * <p>The number of threads is that of the system property {@code grad4j.threads}, or else of the
 * environment variable {@code OMP_NUM_THREADS}, which OpenBLAS obeys as well, or else of the
 * processors; what is no whole number from 1 to 999 counts as not given. Other threads than the
 * caller's are started when they are first needed.
 */
public final class Parts implements Kernel {
  private static final int THREADS = threads();

  private final Kernel[] parts;
  private final Workers workers;

  Parts(Kernel[] parts, Workers workers) {
    this.parts = parts;
    this.workers = workers;
  }

  /** Binds a range of the pieces of a kernel's work. */
  @FunctionalInterface
  public interface Range {
    /**
     * A kernel for some pieces.
     *
     * @param from the first piece
     * @param to the first piece that is left out
     * @return a kernel with scratch memory of its own
     */
    Kernel bind(int from, int to);
  }

  /** The threads beside the caller's, started when first needed. */
  private static final class Shared {
    private static final Workers WORKERS = new Workers(THREADS - 1);

    private Shared() {}
  }

  /**
   * A kernel that does a number of independent pieces of work.
   *
   * @param pieces how many
   * @param fewest so many at least are worth a thread: some 50 microseconds
   * @param range binds a range of them
   * @return the kernel bound for all pieces, or one of several bound for ranges
   * @throws ArgumentException if fewest is not positive, or the range null
   */
  public static Kernel of(int pieces, int fewest, Range range) {
    ArgumentException.requireNonNull(range, "range");
    if (fewest < 1) {
      throw new ArgumentException("a piece or more is worth a thread, but fewest is " + fewest);
    }
    int count = Math.min(THREADS, pieces / fewest);
    return count < 2
        ? range.bind(0, pieces)
        : new Parts(split(pieces, count, range), Shared.WORKERS);
  }

  static Kernel[] split(int pieces, int count, Range range) {
    Kernel[] bound = new Kernel[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) pieces * i / count);
      int to = (int) ((long) pieces * (i + 1) / count);
      bound[i] = range.bind(from, to);
    }
    return bound;
  }

  private static int threads() {
    return Stream.of(System.getProperty("grad4j.threads"), System.getenv("OMP_NUM_THREADS"))
        .filter(given -> given != null && given.matches("[1-9][0-9]{0,2}"))
        .map(Integer::parseInt)
        .findFirst()
        .orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  @Override
  public void run() {
    workers.run(parts);
  }
}
