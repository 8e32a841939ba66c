package io.github.grad4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Softmax regression on images of MNIST's size: loss, gradients, update, loss read back.
 *
 * <p>The batch lies in memory before the clock starts, and each fork checks its contender's loss
 * before it times it. What is timed is a block of steps, as {@code SameDiff.fit} has no smaller
 * unit; {@link Measure} tells JMH how many those are.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {
  /** Who trains. */
  @Param({"grad4j", "grad4j-in-place", "nd4j-eager", "nd4j-blas", "samediff-fit", "samediff-loop"})
  private String contender;

  /** The number of examples. */
  @Param({"32", "128", "1024", "8192"})
  private int batch;

  /** How a step moves the parameters. */
  @Param({"SGD", "ADAM"})
  private Rule rule;

  private int steps;
  private Step step;

  /** Makes the step and checks what it computes. */
  @Setup(Level.Trial)
  public void prepare() {
    Problem problem = new Problem(batch, rule);
    steps = problem.stepsPerBlock();
    step = Contender.named(contender).prepare(batch, rule);
    problem.check(contender, step);
  }

  /** Gives memory back. */
  @TearDown(Level.Trial)
  public void close() {
    step.close();
  }

  /**
   * A block of steps.
   *
   * @return the last loss
   */
  @Benchmark
  public double block() {
    return step.train(steps);
  }
}
