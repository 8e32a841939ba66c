package io.github.grad4j.benchmarks;

import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.train.Adam;
import io.github.grad4j.autograd.train.Optimizer;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A plan. */
record Grad4jContender(String name, Feeding feeding) implements Contender {
  /** Where the batch lies before the clock starts. */
  enum Feeding {
    /** In the plan's own input. */
    COPIED,
    /** In the caller's array. */
    IN_PLACE
  }

  @Override
  public Step prepare(int batch, Rule rule) {
    return new Planned(new Problem(batch, rule), feeding);
  }

  /** The formulas, one plan that trains and one that only looks. */
  static final class Planned implements Step {
    private final Input x;
    private final Input labels;
    private final Tensor loss;
    private final Plan step;
    private final Plan look;

    Planned(Problem problem, Feeding feeding) {
      x = input("x", DataType.FLOAT, problem.batch(), Problem.FEATURES);
      labels = input("labels", DataType.FLOAT, problem.batch(), Problem.CLASSES);
      Variable w = variable("w", Nd4j.zeros(DataType.FLOAT, Problem.FEATURES, Problem.CLASSES));
      Variable b = variable("b", Nd4j.zeros(DataType.FLOAT, Problem.CLASSES));
      loss = reduceMean(softmaxCrossEntropyWithLogits(labels, add(matmul(x, w), b)));
      Optimizer optimizer = optimizer(problem.rule());
      step = Plan.of(List.of(loss), optimizer.updates(loss, optimizer.init(List.of(w, b))));
      look = Plan.of(loss);
      for (Plan plan : List.of(step, look)) {
        switch (feeding) {
          case COPIED -> plan.feed(x, problem.images()).feed(labels, problem.labels());
          case IN_PLACE ->
              plan.feedInPlace(x, array(problem.images(), problem.batch()))
                  .feedInPlace(labels, array(problem.labels(), problem.batch()));
        }
      }
    }

    private static INDArray array(float[] values, int rows) {
      return Nd4j.createFromArray(values).reshape(rows, values.length / rows);
    }

    private static Optimizer optimizer(Rule rule) {
      return switch (rule) {
        case SGD -> new Sgd(rule.learningRate());
        case ADAM -> new Adam(rule.learningRate());
      };
    }

    @Override
    public double train(int steps) {
      double last = 0;
      for (int i = 0; i < steps; i++) {
        last = step.run().scalar(loss);
      }
      return last;
    }

    @Override
    public double loss() {
      return look.run().scalar(loss);
    }

    /** The plan that trains. */
    Plan plan() {
      return step;
    }

    Input x() {
      return x;
    }

    Input labels() {
      return labels;
    }

    @Override
    public void close() {
      step.close();
      look.close();
    }
  }
}
