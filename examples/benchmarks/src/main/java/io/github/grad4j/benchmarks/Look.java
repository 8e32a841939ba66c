package io.github.grad4j.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * A quick look at our step, for use while tuning: no forks, a few seconds a batch. Prints the plan,
 * the step's median and best time, and how that stands to two reads of the batch in the same
 * process. {@code -Dargs="ADAM"} looks at Adam, a second word at another contender.
 */
final class Look {
  private static final double WARMUP_SECONDS = 1.5;
  private static final int BLOCKS = 11;
  private static final double BLOCK_SECONDS = 0.1;

  private Look() {}

  /**
   * Looks.
   *
   * @param args the rule, SGD if none is named, and the contender, ours if none is named
   */
  public static void main(String[] args) {
    Rule rule = args.length > 0 ? Rule.valueOf(args[0]) : Rule.SGD;
    String contender = args.length > 1 ? args[1] : Contender.OURS;
    System.out.println(Facts.here());
    for (String size : Task.BATCHES) {
      int batch = Integer.parseInt(size);
      Problem problem = new Problem(batch, rule);
      FloorBenchmark floor = FloorBenchmark.of(batch);
      double reads =
          Math.min(
              time(floor::readTwiceInJava, WARMUP_SECONDS / 5)[0],
              time(floor::readTwiceInBlas, WARMUP_SECONDS / 5)[0]);
      try (Step step = Contender.named(contender).prepare(batch, rule)) {
        problem.check(contender, step);
        double[] times = time(() -> step.train(1), WARMUP_SECONDS);
        System.out.printf(
            Locale.ROOT,
            "batch %4d: median %9.1f us, best %9.1f us; two reads %8.1f us, %.2f times that%n",
            batch,
            times[BLOCKS / 2],
            times[0],
            reads,
            times[BLOCKS / 2] / reads);
        if (batch == 8192 && step instanceof Grad4jContender.Planned planned) {
          System.out.println(planned.plan());
        }
      }
    }
  }

  /** Microseconds a call, of each block, sorted. */
  private static double[] time(Runnable call, double warmupSeconds) {
    long calls = callsIn(call, warmupSeconds);
    long perBlock = Math.max(1, Math.round(calls / warmupSeconds * BLOCK_SECONDS));
    double[] times = new double[BLOCKS];
    for (int block = 0; block < BLOCKS; block++) {
      long begin = System.nanoTime();
      for (long i = 0; i < perBlock; i++) {
        call.run();
      }
      times[block] = (System.nanoTime() - begin) / 1e3 / perBlock;
    }
    Arrays.sort(times);
    return times;
  }

  private static long callsIn(Runnable call, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long calls = 0;
    while (System.nanoTime() < end) {
      call.run();
      calls++;
    }
    return calls;
  }
}
