package io.github.grad4j.benchmarks;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What formulas of many ops cost, from the first line to the last number. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GraphBenchmark {
  /** The chain: sines, and between them products with a constant. */
  private static final int OPS = 1000;

  private static final double FACTOR = 1.5;

  private static final int LAYERS = 20;
  private static final int WIDTH = 64;
  private static final int BATCH = 128;
  private static final long SEED = 1;

  private Variable x;
  private Tensor y;
  private Tensor slope;
  private Plan chain;

  private Tensor deepLoss;
  private Plan deep;
  private Tensor product;
  private Plan curvature;

  /** Makes the formulas and their plans. */
  @Setup(Level.Trial)
  public void prepare() {
    Nd4j.getRandom().setSeed(SEED);
    x = variable("x", constant(0.5f));
    y = buildChain();
    slope = differentiateChain();
    chain = Plan.of(y, slope);
    prepareDeep();
    prepareCurvature();
  }

  private void prepareDeep() {
    Tensor activation = constant(Nd4j.randn(DataType.FLOAT, BATCH, WIDTH));
    List<Variable> parameters = new ArrayList<>();
    for (int i = 0; i < LAYERS; i++) {
      Variable w =
          variable("w" + i, Nd4j.randn(DataType.FLOAT, WIDTH, WIDTH).divi(Math.sqrt(WIDTH)));
      Variable b = variable("b" + i, Nd4j.zeros(DataType.FLOAT, WIDTH));
      parameters.addAll(List.of(w, b));
      activation = tanh(add(matmul(activation, w), b));
    }
    deepLoss = reduceMean(square(activation));
    Sgd sgd = new Sgd(1e-3);
    deep = Plan.of(List.of(deepLoss), sgd.updates(deepLoss, sgd.init(parameters)));
  }

  private void prepareCurvature() {
    Problem problem = new Problem(BATCH, Rule.SGD);
    Input images = input("x", DataType.FLOAT, BATCH, Problem.FEATURES);
    Input labels = input("labels", DataType.FLOAT, BATCH, Problem.CLASSES);
    Variable w = variable("w", Nd4j.zeros(DataType.FLOAT, Problem.FEATURES, Problem.CLASSES));
    Variable v = variable("v", Nd4j.randn(DataType.FLOAT, Problem.FEATURES, Problem.CLASSES));
    Tensor loss = reduceMean(softmaxCrossEntropyWithLogits(labels, matmul(images, w)));
    product = Autograd.hvp(loss, List.of(w), List.of(v)).get(0);
    curvature = Plan.of(product).feed(images, problem.images()).feed(labels, problem.labels());
  }

  /** Gives the plans' memory back. */
  @TearDown(Level.Trial)
  public void close() {
    chain.close();
    deep.close();
    curvature.close();
  }

  /**
   * A chain of 1,000 ops on one number: its formula.
   *
   * @return the last op's result
   */
  @Benchmark
  public Tensor buildChain() {
    Tensor last = x;
    for (int i = 0; i < OPS; i += 2) {
      last = multiply(sin(last), FACTOR);
    }
    return last;
  }

  /**
   * The chain's derivative as a formula.
   *
   * @return dy/dx
   */
  @Benchmark
  public Tensor differentiateChain() {
    return Autograd.gradient(y, x);
  }

  /** The plan of the chain and its derivative, made and closed. */
  @Benchmark
  public void planChain() {
    Plan.of(y, slope).close();
  }

  /**
   * The chain forward and backward.
   *
   * @return its value and its derivative, added
   */
  @Benchmark
  public double runChain() {
    chain.run();
    return chain.scalar(y) + chain.scalar(slope);
  }

  /**
   * A step of SGD on a network of 20 layers of 64 tanh units, on a batch of 128.
   *
   * @return the loss
   */
  @Benchmark
  public double runDeepNetwork() {
    return deep.run().scalar(deepLoss);
  }

  /**
   * The product of a vector and the Hessian of softmax regression, on a batch of 128.
   *
   * @return the plan
   */
  @Benchmark
  public Plan runHessianVectorProduct() {
    return curvature.run();
  }
}
