package io.github.grad4j.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/** DJL on PyTorch: its gradients and its optimizers. */
public final class DjlContender implements Contender {
  /** For the service loader. */
  public DjlContender() {}

  @Override
  public String name() {
    return "djl-pytorch";
  }

  @Override
  public Step prepare(int batch, Rule rule) {
    return new Collected(new Problem(batch, rule));
  }

  private static final class Collected implements Step {
    private final Engine engine;
    private final NDManager manager;
    private final NDArray x;
    private final NDArray labels;
    private final NDArray w;
    private final NDArray b;
    private final Optimizer optimizer;
    private final int batch;

    Collected(Problem problem) {
      String threads = Integer.toString(Jvm.threads());
      System.setProperty("ai.djl.pytorch.num_threads", threads);
      System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
      engine = Engine.getEngine("PyTorch");
      manager = engine.newBaseManager();
      batch = problem.batch();
      x = manager.create(problem.images(), new Shape(batch, Problem.FEATURES));
      labels = manager.create(problem.labels(), new Shape(batch, Problem.CLASSES));
      w = manager.zeros(new Shape(Problem.FEATURES, Problem.CLASSES), DataType.FLOAT32);
      b = manager.zeros(new Shape(Problem.CLASSES), DataType.FLOAT32);
      w.setRequiresGradient(true);
      b.setRequiresGradient(true);
      optimizer = optimizer(problem.rule());
    }

    private static Optimizer optimizer(Rule rule) {
      Tracker rate = Tracker.fixed((float) rule.learningRate());
      return switch (rule) {
        case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
        case ADAM ->
            Optimizer.adam()
                .optLearningRateTracker(rate)
                .optBeta1((float) Rule.BETA1)
                .optBeta2((float) Rule.BETA2)
                .optEpsilon((float) Rule.EPSILON)
                .build();
      };
    }

    @Override
    public double train(int steps) {
      double last = 0;
      for (int i = 0; i < steps; i++) {
        try (NDManager scope = manager.newSubManager()) {
          scope.tempAttachAll(x, labels, w, b);
          NDArray loss;
          try (GradientCollector collector = engine.newGradientCollector()) {
            loss = mean();
            collector.backward(loss);
          }
          last = loss.getFloat();
          optimizer.update("w", w, w.getGradient());
          optimizer.update("b", b, b.getGradient());
        }
      }
      return last;
    }

    private NDArray mean() {
      return x.matMul(w).add(b).logSoftmax(1).mul(labels).sum().div(-batch);
    }

    @Override
    public double loss() {
      try (NDManager scope = manager.newSubManager()) {
        scope.tempAttachAll(x, labels, w, b);
        return mean().getFloat();
      }
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
