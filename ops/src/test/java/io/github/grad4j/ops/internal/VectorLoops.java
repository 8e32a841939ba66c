package io.github.grad4j.ops.internal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Run by a test in a JVM of its own; prints how many bytes the vector versions allocate once they
 * are compiled.
 *
 * <p>In a JVM that did much else before, JDK 17 may keep vectors on the heap whatever the loops
 * look like; {@link Warmed} then stays on plain loops.
 */
final class VectorLoops {
  private static final int CALLS = 2000;
  private static final long SECONDS = 30;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private VectorLoops() {}

  public static void main(String[] args) {
    Lanes vector = Warmed.vector().orElseThrow();
    float[] x = new float[512];
    Arrays.fill(x, 0.5f);
    float[] d = new float[x.length];
    float[] y = new float[x.length];
    double[] sums = new double[x.length];
    int[] place = new int[1];
    double[] logs = new double[x.length];
    float[] places = new float[x.length];
    long[] keys = new long[x.length];
    Map<String, Runnable> loops = new LinkedHashMap<>();
    loops.put("exp", () -> vector.exp(x, y, x.length));
    loops.put("differences", () -> vector.expOfDifferences(x, x, d, y, x.length));
    loops.put("log", () -> vector.log(x, y, x.length));
    loops.put("log1p", () -> vector.log1p(sums, logs, logs.length));
    loops.put("greatest", () -> place[0] = vector.greatest(x, 1, x.length - 1));
    loops.put(
        "greatest of columns", () -> vector.greatestOfColumns(x, 10, x.length / 10, places, keys));
    if (vector.width() >= Lanes.FLOATS) {
      // Shorter registers leave sums to the plain loops.
      loops.put("sum", () -> sums[0] = vector.sum(x, 0, x.length, sums));
      loops.put("long rows", () -> vector.addRows(x, 8, x.length / 8, sums));
      loops.put("short rows", () -> vector.addRows(x, x.length / 10, 10, sums));
    }
    Map<String, Long> allocated = new LinkedHashMap<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    do {
      loops.forEach((name, loop) -> allocated.put(name, perCall(loop)));
    } while (allocated.values().stream().anyMatch(bytes -> bytes > 0) && System.nanoTime() < end);
    allocated.forEach((name, bytes) -> System.out.println(name + " " + bytes));
  }

  /** Many calls, so that what the measurement allocates is less than a byte for each. */
  private static long perCall(Runnable loop) {
    long id = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(id);
    for (int i = 0; i < CALLS; i++) {
      loop.run();
    }
    return (THREADS.getThreadAllocatedBytes(id) - before) / CALLS;
  }
}
