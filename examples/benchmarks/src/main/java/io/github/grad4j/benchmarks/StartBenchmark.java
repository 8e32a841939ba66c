package io.github.grad4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the start of a JVM to the first loss that it prints. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StartBenchmark {
  /** Who trains. */
  @Param({"grad4j", "nd4j-eager", "nd4j-blas"})
  private String contender;

  /**
   * Starts a JVM, waits for its first loss, and ends it.
   *
   * @return the loss
   * @throws IOException if the JVM cannot be started
   */
  @Benchmark
  public double firstLoss() throws IOException {
    Process process =
        Jvm.program(Jvm.home(), List.of(), FirstSecond.class, List.of(contender)).start();
    try (BufferedReader lines = process.inputReader()) {
      String loss = lines.readLine();
      if (loss == null) {
        throw new IllegalStateException(contender + " printed no loss");
      }
      return Double.parseDouble(loss);
    } finally {
      process.destroyForcibly();
    }
  }
}
