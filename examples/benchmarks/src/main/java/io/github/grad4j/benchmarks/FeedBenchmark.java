package io.github.grad4j.benchmarks;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.core.Plan;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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
import org.openjdk.jmh.annotations.TearDown;

/**
 * Feeding a plan its next batch, out of a set of images larger than the caches of most machines.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FeedBenchmark {
  private static final int EXAMPLES = 16_384;

  /** The number of examples in a batch. */
  @Param({"32", "128", "1024", "8192"})
  private int batch;

  private Grad4jContender.Planned step;
  private INDArray[] images;
  private INDArray[] labels;
  private Batches shuffled;
  private Iterator<Batch> epoch;
  private int next;

  /** Makes the plan and the images. */
  @Setup(Level.Trial)
  public void prepare() {
    step =
        new Grad4jContender.Planned(new Problem(batch, Rule.SGD), Grad4jContender.Feeding.COPIED);
    INDArray allImages = Nd4j.rand(DataType.FLOAT, EXAMPLES, Problem.FEATURES);
    INDArray allLabels = Nd4j.zeros(DataType.FLOAT, EXAMPLES, Problem.CLASSES);
    images = new INDArray[EXAMPLES / batch];
    labels = new INDArray[EXAMPLES / batch];
    for (int i = 0; i < images.length; i++) {
      images[i] = allImages.get(interval(i * batch, (i + 1) * batch));
      labels[i] = allLabels.get(interval(i * batch, (i + 1) * batch));
    }
    shuffled = Batches.shuffled(allImages, allLabels, batch, 1);
    epoch = shuffled.iterator();
  }

  /** Gives the plan's memory back. */
  @TearDown(Level.Trial)
  public void close() {
    step.close();
  }

  /**
   * Rows that lie side by side, copied.
   *
   * @return the plan
   */
  @Benchmark
  public Plan contiguous() {
    next = (next + 1) % images.length;
    return step.plan().feed(step.x(), images[next]).feed(step.labels(), labels[next]);
  }

  /**
   * Rows in random order, gathered.
   *
   * @return the plan
   */
  @Benchmark
  public Plan shuffled() {
    if (!epoch.hasNext()) {
      epoch = shuffled.iterator();
    }
    Batch rows = epoch.next();
    return step.plan().feed(step.x(), rows.features()).feed(step.labels(), rows.labels());
  }

  /**
   * Rows that lie side by side, read where they are.
   *
   * @return the plan
   */
  @Benchmark
  public Plan inPlace() {
    next = (next + 1) % images.length;
    return step.plan().feedInPlace(step.x(), images[next]).feedInPlace(step.labels(), labels[next]);
  }
}
