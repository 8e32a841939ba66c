package io.github.grad4j.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The {@link Problem} as a SameDiff graph, and its batch. */
final class SameDiffModel {
  static final String X = "x";
  static final String LABELS = "labels";
  static final String W = "w";
  static final String B = "b";
  static final String LOSS = "loss";

  private final SameDiff graph = SameDiff.create();
  private final INDArray x;
  private final INDArray labels;

  SameDiffModel(Problem problem) {
    x = Nd4j.createFromArray(problem.images()).reshape(problem.batch(), Problem.FEATURES);
    labels = Nd4j.createFromArray(problem.labels()).reshape(problem.batch(), Problem.CLASSES);
    SDVariable features = graph.placeHolder(X, DataType.FLOAT, x.shape());
    SDVariable oneHot = graph.placeHolder(LABELS, DataType.FLOAT, labels.shape());
    SDVariable w = graph.var(W, Nd4j.zeros(DataType.FLOAT, Problem.FEATURES, Problem.CLASSES));
    SDVariable b = graph.var(B, Nd4j.zeros(DataType.FLOAT, Problem.CLASSES));
    SDVariable weight = graph.constant(1f);
    graph.loss().softmaxCrossEntropy(LOSS, oneHot, features.mmul(w).add(b), weight);
    graph.setLossVariables(LOSS);
  }

  SameDiff graph() {
    return graph;
  }

  INDArray x() {
    return x;
  }

  INDArray labels() {
    return labels;
  }

  Map<String, INDArray> placeholders() {
    return Map.of(X, x, LABELS, labels);
  }

  double loss() {
    return requireNonNull(graph.output(placeholders(), LOSS).get(LOSS)).getDouble(0);
  }
}
