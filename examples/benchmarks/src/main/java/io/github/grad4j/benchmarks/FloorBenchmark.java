package io.github.grad4j.benchmarks;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sasum;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What no step can do without: reading the batch for the logits and again for the gradient, here in
 * two ways, of which the faster counts; and what OpenBLAS takes for the two matrix products.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FloorBenchmark {
  private static final int FEATURES = Problem.FEATURES;
  private static final int CLASSES = Problem.CLASSES;

  /** How many rows {@link #readTwiceInJava} adds at once, so that loads outnumber stores. */
  private static final int ROWS = 8;

  /** The number of examples. */
  @Param({"32", "128", "1024", "8192"})
  private int batch;

  private float[] heap;
  private final float[] sums = new float[FEATURES];
  private FloatPointer x;
  private FloatPointer w;
  private FloatPointer logits;
  private FloatPointer gradient;

  /** Made ready outside JMH. */
  static FloorBenchmark of(int batch) {
    FloorBenchmark floor = new FloorBenchmark();
    floor.batch = batch;
    floor.prepare();
    return floor;
  }

  /** Makes the matrices. */
  @Setup(Level.Trial)
  public void prepare() {
    // ND4J sets the number of OpenBLAS's threads.
    Nd4j.zeros(1);
    heap = new Problem(batch, Rule.SGD).images();
    x = new FloatPointer(heap);
    w = new FloatPointer(new float[FEATURES * CLASSES]);
    gradient = new FloatPointer(new float[FEATURES * CLASSES]);
    logits = new FloatPointer(new float[batch * CLASSES]);
  }

  /**
   * The sum of each column, in plain loops that C2 vectorizes.
   *
   * @return the sums
   */
  @Benchmark
  public float[] readTwiceInJava() {
    for (int time = 0; time < 2; time++) {
      for (int i = 0; i < batch; i += ROWS) {
        addRows(i * FEATURES);
      }
    }
    return sums;
  }

  private void addRows(int begin) {
    float[] from = heap;
    float[] to = sums;
    for (int k = 0; k < FEATURES; k++) {
      int at = begin + k;
      to[k] +=
          ((from[at] + from[at + FEATURES]) + (from[at + 2 * FEATURES] + from[at + 3 * FEATURES]))
              + ((from[at + 4 * FEATURES] + from[at + 5 * FEATURES])
                  + (from[at + 6 * FEATURES] + from[at + 7 * FEATURES]));
    }
  }

  /**
   * The sum of all magnitudes, by OpenBLAS.
   *
   * @return twice the sum
   */
  @Benchmark
  public float readTwiceInBlas() {
    int elements = batch * FEATURES;
    return cblas_sasum(elements, x, 1) + cblas_sasum(elements, x, 1);
  }

  /** X·W and Xᵀ·D, by OpenBLAS. */
  @Benchmark
  public void products() {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        batch,
        CLASSES,
        FEATURES,
        1,
        x,
        FEATURES,
        w,
        CLASSES,
        0,
        logits,
        CLASSES);
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        FEATURES,
        CLASSES,
        batch,
        1,
        x,
        FEATURES,
        logits,
        CLASSES,
        0,
        gradient,
        CLASSES);
  }
}
