package io.github.grad4j.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What many steps leave behind: prints the heap bytes that a step allocates, and by how many KiB
 * the process has grown, which counts native memory if the JVM has touched its heap beforehand.
 */
final class Growth {
  static final int STEPS = 100_000;

  private static final int BATCH = 32;

  /** Some three seconds: until SIMD loops have taken over and nothing is new any more. */
  private static final int BEFORE = 150_000;

  private Growth() {}

  /**
   * Trains, and looks before and after.
   *
   * @param args the contender's name
   * @throws IOException if the system does not tell the size of a process
   */
  public static void main(String[] args) throws IOException {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Step step = Contender.named(args[0]).prepare(BATCH, Rule.SGD)) {
      step.train(BEFORE);
      long kibibytes = residentKibibytes();
      long bytes = thread.getCurrentThreadAllocatedBytes();
      step.train(STEPS);
      System.out.println((double) (thread.getCurrentThreadAllocatedBytes() - bytes) / STEPS);
      System.out.println(residentKibibytes() - kibibytes);
    }
  }

  private static long residentKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
