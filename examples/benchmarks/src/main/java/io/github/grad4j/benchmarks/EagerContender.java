package io.github.grad4j.benchmarks;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.transforms.custom.LogSoftMax;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * ND4J array by array, with gradients worked out by hand and every array made once.
 *
 * @param name what tables call it
 * @param style how far it goes
 */
record EagerContender(String name, Style style) implements Contender {
  /** How ND4J is called. */
  enum Style {
    /** Ops that are given the array for their result, as somebody writes who knows ND4J. */
    OPS,

    /**
     * The most that was found to be had of ND4J: whatever a BLAS call can do is one (the sum over
     * the batch is a product with ones), ops and their contexts are made once, and parameters and
     * gradients lie in one vector each.
     */
    BLAS
  }

  @Override
  public Step prepare(int batch, Rule rule) {
    Problem problem = new Problem(batch, rule);
    return switch (style) {
      case OPS -> new Ops(problem);
      case BLAS -> new Blas(problem);
    };
  }

  /** What both styles have: the batch, and room for all that lies between it and the loss. */
  private static final class Batch {
    private final int size;
    private final INDArray x;
    private final INDArray labels;
    private final INDArray logits;
    private final INDArray logProbabilities;
    private final INDArray slope;

    Batch(Problem problem) {
      size = problem.batch();
      x = Nd4j.createFromArray(problem.images()).reshape(size, Problem.FEATURES);
      labels = Nd4j.createFromArray(problem.labels()).reshape(size, Problem.CLASSES);
      logits = Nd4j.zeros(DataType.FLOAT, size, Problem.CLASSES);
      logProbabilities = Nd4j.zeros(DataType.FLOAT, size, Problem.CLASSES);
      slope = Nd4j.zeros(DataType.FLOAT, size, Problem.CLASSES);
    }
  }

  private static final class Ops implements Step {
    private final Rule rule;
    private final Batch batch;
    private final INDArray weighted;
    private final Parameter w;
    private final Parameter b;
    private int taken;

    Ops(Problem problem) {
      rule = problem.rule();
      batch = new Batch(problem);
      weighted = Nd4j.zeros(DataType.FLOAT, problem.batch(), Problem.CLASSES);
      w = new Parameter(Problem.FEATURES, Problem.CLASSES);
      b = new Parameter(1, Problem.CLASSES);
    }

    @Override
    public double train(int steps) {
      double last = 0;
      for (int i = 0; i < steps; i++) {
        last = loss();
        backward();
        update(w);
        update(b);
        taken++;
      }
      return last;
    }

    @Override
    public double loss() {
      Nd4j.exec(new Mmul(batch.x, w.value, batch.logits, MMulTranspose.allFalse()));
      batch.logits.addiRowVector(b.value);
      Nd4j.exec(new LogSoftMax(batch.logits, batch.logProbabilities));
      Nd4j.exec(new MulOp(batch.labels, batch.logProbabilities, weighted));
      return -weighted.sumNumber().doubleValue() / batch.size;
    }

    private void backward() {
      Nd4j.exec(new Exp(batch.logProbabilities, batch.slope));
      batch.slope.subi(batch.labels).divi(batch.size);
      Nd4j.exec(
          new Mmul(
              batch.x, batch.slope, w.gradient, MMulTranspose.builder().transposeA(true).build()));
      Nd4j.exec(new Sum(batch.slope, b.gradient, true, 0));
    }

    private void update(Parameter p) {
      switch (rule) {
        case SGD -> p.value.subi(p.gradient.muli(rule.learningRate()));
        case ADAM -> {
          Nd4j.exec(adam(rule, p.gradient, p, taken));
          p.value.subi(p.move);
        }
      }
    }

    @Override
    public void close() {
      // ND4J frees arrays when they are collected.
    }
  }

  private static final class Blas implements Step {
    private static final int WEIGHTS = Problem.FEATURES * Problem.CLASSES;
    private static final int PARAMETERS = WEIGHTS + Problem.CLASSES;

    private final Rule rule;
    private final Batch batch;
    private final INDArray ones;
    private final Parameter all = new Parameter(PARAMETERS);
    private final INDArray w = weights(all.value);
    private final INDArray b = bias(all.value);
    private final INDArray gradientOfW = weights(all.gradient);
    private final INDArray gradientOfB = bias(all.gradient).reshape(1, Problem.CLASSES);
    private final OpExecutioner executioner = Nd4j.getExecutioner();
    private final LogSoftMax logSoftmax;
    private final OpContext logSoftmaxContext;
    private final Exp exp;
    private int taken;

    Blas(Problem problem) {
      rule = problem.rule();
      batch = new Batch(problem);
      ones = Nd4j.ones(DataType.FLOAT, 1, problem.batch());
      logSoftmax = new LogSoftMax(batch.logits, batch.logProbabilities);
      logSoftmaxContext = executioner.buildContext();
      logSoftmaxContext.setInputArray(0, batch.logits);
      logSoftmaxContext.setOutputArray(0, batch.logProbabilities);
      exp = new Exp(batch.logProbabilities, batch.slope);
    }

    private static INDArray weights(INDArray all) {
      return all.get(NDArrayIndex.interval(0, WEIGHTS))
          .reshape('f', Problem.FEATURES, Problem.CLASSES);
    }

    private static INDArray bias(INDArray all) {
      return all.get(NDArrayIndex.interval(WEIGHTS, PARAMETERS));
    }

    @Override
    public double train(int steps) {
      double last = 0;
      for (int i = 0; i < steps; i++) {
        last = loss();
        backward();
        update();
      }
      return last;
    }

    @Override
    public double loss() {
      Nd4j.gemm(batch.x, w, batch.logits, false, false, 1, 0);
      batch.logits.addi(b);
      executioner.exec(logSoftmax, logSoftmaxContext);
      return -Nd4j.getBlasWrapper().dot(batch.labels, batch.logProbabilities) / batch.size;
    }

    private void backward() {
      executioner.exec(exp);
      axpy(-1, batch.labels, batch.slope);
      Nd4j.gemm(batch.x, batch.slope, gradientOfW, true, false, 1.0 / batch.size, 0);
      Nd4j.gemm(ones, batch.slope, gradientOfB, false, false, 1.0 / batch.size, 0);
    }

    private void update() {
      switch (rule) {
        case SGD -> axpy(-rule.learningRate(), all.gradient, all.value);
        case ADAM -> {
          executioner.exec(adam(rule, all.gradient, all, taken++));
          axpy(-1, all.move, all.value);
        }
      }
    }

    @Override
    public void close() {
      // ND4J frees arrays when they are collected.
    }
  }

  /** y ← y + a·x, element by element in memory: the arrays have one order. */
  static void axpy(double a, INDArray x, INDArray y) {
    Nd4j.getBlasWrapper().level1().axpy(x.length(), a, x, y);
  }

  static AdamUpdater adam(Rule rule, INDArray gradient, Parameter p, int taken) {
    return new AdamUpdater(
        gradient,
        p.second,
        p.first,
        p.move,
        p.second,
        p.first,
        rule.learningRate(),
        Rule.BETA1,
        Rule.BETA2,
        Rule.EPSILON,
        taken);
  }

  /** A parameter, its gradient, and what Adam needs for it. */
  static final class Parameter {
    final INDArray value;
    private final INDArray gradient;
    private final INDArray first;
    private final INDArray second;
    final INDArray move;

    Parameter(long... shape) {
      this(Nd4j.zeros(DataType.FLOAT, shape));
    }

    Parameter(INDArray value) {
      this.value = value;
      gradient = Nd4j.zerosLike(value);
      first = Nd4j.zerosLike(value);
      second = Nd4j.zerosLike(value);
      move = Nd4j.zerosLike(value);
    }
  }
}
