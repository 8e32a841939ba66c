package io.github.grad4j.benchmarks;

import java.util.List;
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

/** Single ops and their gradients beside ND4J's, both with their arrays made beforehand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OpBenchmark {
  /** An op. */
  @State(Scope.Thread)
  public static class Forward {
    /** The op and the shape of its input. */
    @Param({
      "sum0-1024x1024",
      "sum1-1024x1024",
      "sumAll-1024x1024",
      "mean0-1024x1024",
      "mean1-1024x1024",
      "meanAll-1024x1024",
      "exp-1000000",
      "log-1000000",
      "softmax-8192x10",
      "softmax-1024x1000",
      "softmax-128x32000",
      "logSoftmax-8192x10",
      "logSoftmax-1024x1000",
      "logSoftmax-128x32000",
      "crossEntropy-8192x10",
      "crossEntropy-1024x1000",
      "add-10",
      "matmul-128x784x10",
      "matmul-8192x784x10",
      "matmul-256x256x256",
      "matmul-1024x1024x1024"
    })
    private String op;

    /** Who computes it. */
    @Param({"grad4j", "nd4j"})
    private String side;

    private OpCase both;
    private Runnable run;

    /** Makes both sides and compares them. */
    @Setup(Level.Trial)
    public void prepare() {
      both = OpCase.forward(op).checked();
      run = chosen(both, side);
    }

    /** Gives memory back. */
    @TearDown(Level.Trial)
    public void close() {
      both.close();
    }
  }

  /** An op's gradient. */
  @State(Scope.Thread)
  public static class Gradient {
    /** The op and the shape of its input. */
    @Param({
      "sum0-1024x1024",
      "sum1-1024x1024",
      "mean0-1024x1024",
      "mean1-1024x1024",
      "exp-1000000",
      "log-1000000",
      "softmax-8192x10",
      "softmax-1024x1000",
      "softmax-128x32000",
      "logSoftmax-8192x10",
      "logSoftmax-1024x1000",
      "logSoftmax-128x32000",
      "matmul-128x784x10",
      "matmul-8192x784x10",
      "matmul-256x256x256",
      "matmul-1024x1024x1024"
    })
    private String op;

    /** Who computes it. */
    @Param({"grad4j", "nd4j"})
    private String side;

    private OpCase both;
    private Runnable run;

    /** Makes both sides and compares them. */
    @Setup(Level.Trial)
    public void prepare() {
      both = OpCase.gradient(op).checked();
      run = chosen(both, side);
    }

    /** Gives memory back. */
    @TearDown(Level.Trial)
    public void close() {
      both.close();
    }
  }

  /** The ops, in the order of the tables. */
  static List<String> forward() {
    return ops(Forward.class);
  }

  /** The ops whose gradients are measured. */
  static List<String> gradients() {
    return ops(Gradient.class);
  }

  private static List<String> ops(Class<?> state) {
    try {
      return List.of(state.getDeclaredField("op").getAnnotation(Param.class).value());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Runnable chosen(OpCase both, String side) {
    return side.equals("nd4j") ? both.nd4j() : both.planned()::run;
  }

  /**
   * The op.
   *
   * @param state which
   */
  @Benchmark
  public void forward(Forward state) {
    state.run.run();
  }

  /**
   * The product of its transposed Jacobian and a vector.
   *
   * @param state which
   */
  @Benchmark
  public void gradient(Gradient state) {
    state.run.run();
  }
}
