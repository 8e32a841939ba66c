package io.github.grad4j.benchmarks;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of softmax regression on a batch of 128 images of MNIST's size: feed, loss, gradients,
 * update.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StepBenchmark {
  private static final int BATCH = 128;
  private static final int FEATURES = 784;
  private static final int CLASSES = 10;
  private static final float LEARNING_RATE = 0.05f;

  private INDArray images;
  private INDArray oneHot;

  private Plan plan;
  private Input x;
  private Input labels;
  private Tensor loss;
  private Batch batch;

  private INDArray eagerW;
  private INDArray eagerB;

  /** Makes the data, the plan, and the parameters of the step without one. */
  @Setup(Level.Trial)
  public void prepare() {
    Nd4j.getRandom().setSeed(1);
    images = Nd4j.rand(DataType.FLOAT, BATCH, FEATURES);
    oneHot = Nd4j.zeros(DataType.FLOAT, BATCH, CLASSES);
    for (int i = 0; i < BATCH; i++) {
      oneHot.putScalar(i, i % CLASSES, 1);
    }

    Variable w = variable("w", Nd4j.zeros(DataType.FLOAT, FEATURES, CLASSES));
    Variable b = variable("b", Nd4j.zeros(DataType.FLOAT, CLASSES));
    x = input("x", DataType.FLOAT, BATCH, FEATURES);
    labels = input("labels", DataType.FLOAT, BATCH, CLASSES);
    loss = reduceMean(softmaxCrossEntropyWithLogits(labels, add(matmul(x, w), b)));
    Sgd sgd = new Sgd(LEARNING_RATE);
    plan = Plan.of(List.of(loss), sgd.updates(loss, sgd.init(List.of(w, b))));
    batch = Batches.shuffled(images, oneHot, BATCH, 1).iterator().next();

    eagerW = Nd4j.zeros(DataType.FLOAT, FEATURES, CLASSES);
    eagerB = Nd4j.zeros(DataType.FLOAT, 1, CLASSES);
  }

  /** Gives the plan's memory back. */
  @TearDown(Level.Trial)
  public void close() {
    plan.close();
  }

  /**
   * The step as a plan; its rows are gathered in random order.
   *
   * @return the loss
   */
  @Benchmark
  public double planned() {
    return plan.feed(x, batch.features()).feed(labels, batch.labels()).run().scalar(loss);
  }

  /**
   * The step in plain ND4J, array by array, with the gradients worked out by hand.
   *
   * @return the loss
   */
  @Benchmark
  public double eager() {
    INDArray probabilities = Transforms.softmax(images.mmul(eagerW).addiRowVector(eagerB), false);
    double sum = Transforms.log(probabilities, true).muli(oneHot).sumNumber().doubleValue();
    INDArray slope = probabilities.subi(oneHot).divi(BATCH);
    eagerW.subi(images.transpose().mmul(slope).muli(LEARNING_RATE));
    eagerB.subi(slope.sum(true, 0).muli(LEARNING_RATE));
    return -sum / BATCH;
  }
}
