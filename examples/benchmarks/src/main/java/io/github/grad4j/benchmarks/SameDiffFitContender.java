package io.github.grad4j.benchmarks;

import java.util.NoSuchElementException;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * {@code SameDiff.fit}, one epoch of as many steps as asked for. It is spared what it need not do:
 * no listener, no thread that fetches batches, no loss handed out in each step.
 */
final class SameDiffFitContender implements Contender {
  @Override
  public String name() {
    return "samediff-fit";
  }

  @Override
  public Step prepare(int batch, Rule rule) {
    return new Fit(new Problem(batch, rule));
  }

  private static final class Fit implements Step {
    private final SameDiffModel model;
    private final MultiDataSet batch;

    Fit(Problem problem) {
      model = new SameDiffModel(problem);
      batch =
          new org.nd4j.linalg.dataset.MultiDataSet(
              new INDArray[] {model.x()}, new INDArray[] {model.labels()});
      model
          .graph()
          .setTrainingConfig(
              TrainingConfig.builder()
                  .updater(updater(problem.rule()))
                  .dataSetFeatureMapping(SameDiffModel.X)
                  .dataSetLabelMapping(SameDiffModel.LABELS)
                  .build());
    }

    private static IUpdater updater(Rule rule) {
      return switch (rule) {
        case SGD -> new org.nd4j.linalg.learning.config.Sgd(rule.learningRate());
        case ADAM ->
            new org.nd4j.linalg.learning.config.Adam(
                rule.learningRate(), Rule.BETA1, Rule.BETA2, Rule.EPSILON);
      };
    }

    @Override
    public double train(int steps) {
      model.graph().fit(new Repeated(batch, steps), 1);
      return Double.NaN;
    }

    @Override
    public double loss() {
      return model.loss();
    }

    @Override
    public void close() {
      // ND4J frees arrays when they are collected.
    }
  }

  /** The same batch, some times over. */
  private static final class Repeated implements MultiDataSetIterator {
    private static final long serialVersionUID = 1;

    private final transient MultiDataSet batch;
    private final int times;
    private int given;

    Repeated(MultiDataSet batch, int times) {
      this.batch = batch;
      this.times = times;
    }

    @Override
    public boolean hasNext() {
      return given < times;
    }

    @Override
    public MultiDataSet next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the batch was given " + times + " times");
      }
      given++;
      return batch;
    }

    @Override
    public MultiDataSet next(int size) {
      return next();
    }

    @Override
    public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {
      throw new UnsupportedOperationException("batches are used as they are");
    }

    @Override
    @SuppressWarnings("NullAway") // ND4J's way to say that there is none.
    public MultiDataSetPreProcessor getPreProcessor() {
      return null;
    }

    @Override
    public boolean resetSupported() {
      return true;
    }

    @Override
    public boolean asyncSupported() {
      return false;
    }

    @Override
    public void reset() {
      given = 0;
    }
  }
}
