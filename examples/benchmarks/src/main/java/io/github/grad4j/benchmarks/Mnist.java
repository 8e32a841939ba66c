package io.github.grad4j.benchmarks;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.data.Idx;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.Evaluation;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Ten epochs of softmax regression on MNIST in a fresh JVM: prints the seconds that training and
 * evaluation take, from the first formula on, and the test accuracy in percent.
 */
final class Mnist {
  private static final int EPOCHS = 10;
  private static final int BATCH = 128;
  private static final double LEARNING_RATE = 0.05;
  private static final int SEED = 42;

  private Mnist() {}

  /**
   * Trains.
   *
   * @param args the folder with MNIST's four files
   * @throws IOException if they cannot be read
   */
  public static void main(String[] args) throws IOException {
    Dataset.Split images = Idx.readFolder(Path.of(args[0]));
    Batches training = rows(images.training()).batches(BATCH, SEED);
    Batches test = rows(images.test()).batchesInOrder(BATCH);
    long begin = System.nanoTime();
    Variable w = variable("w", Nd4j.zeros(DataType.FLOAT, Problem.FEATURES, Problem.CLASSES));
    Variable b = variable("b", Nd4j.zeros(DataType.FLOAT, Problem.CLASSES));
    double share = 0;
    try (Training descent =
            new Training(
                (x, labels) ->
                    reduceMean(softmaxCrossEntropyWithLogits(labels, add(matmul(x, w), b))),
                List.of(w, b),
                new Sgd(LEARNING_RATE));
        Evaluation onTest = new Evaluation((x, labels) -> accuracy(labels, add(matmul(x, w), b)))) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        descent.epoch(training);
        share = onTest.mean(test);
      }
    }
    System.out.println((System.nanoTime() - begin) / 1e9);
    System.out.println(100 * share);
  }

  private static Dataset rows(Dataset images) {
    return images.flattened().withOneHotLabels();
  }
}
