package io.github.grad4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What a user waits for in a fresh JVM: prints the first loss, and then how many losses there were
 * by the end of each tenth of the first second after it.
 */
final class FirstSecond {
  static final int BATCH = 128;

  static final int TENTHS = 10;
  private static final long TENTH_NANOS = 100_000_000;

  private FirstSecond() {}

  /**
   * Trains for a second.
   *
   * @param args the contender's name
   */
  public static void main(String[] args) {
    try (Step step = Contender.named(args[0]).prepare(BATCH, Rule.SGD)) {
      System.out.println(step.train(1));
      long begin = System.nanoTime();
      List<Integer> counts = new ArrayList<>();
      int steps = 1;
      while (counts.size() < TENTHS) {
        step.train(1);
        steps++;
        while (counts.size() < TENTHS
            && System.nanoTime() - begin >= (counts.size() + 1) * TENTH_NANOS) {
          counts.add(steps);
        }
      }
      counts.forEach(System.out::println);
    }
  }
}
