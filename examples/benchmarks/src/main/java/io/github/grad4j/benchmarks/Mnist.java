package io.github.grad4j.benchmarks;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.Evaluation;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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

  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;
  private static final float WHITE = 255;

  private Mnist() {}

  /**
   * Trains.
   *
   * @param args the folder with MNIST's four files, packed with gzip
   * @throws IOException if they cannot be read
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Batches training =
        Batches.shuffled(images(folder, "train"), labels(folder, "train"), BATCH, SEED);
    Batches test = Batches.inOrder(images(folder, "t10k"), labels(folder, "t10k"), BATCH);
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

  private static INDArray images(Path folder, String part) throws IOException {
    byte[] bytes = unpacked(folder.resolve(part + "-images-idx3-ubyte.gz"));
    float[] pixels = new float[bytes.length - IMAGES_HEADER];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Byte.toUnsignedInt(bytes[i + IMAGES_HEADER]) / WHITE;
    }
    return Nd4j.createFromArray(pixels).reshape(-1, Problem.FEATURES);
  }

  private static INDArray labels(Path folder, String part) throws IOException {
    byte[] bytes = unpacked(folder.resolve(part + "-labels-idx1-ubyte.gz"));
    float[] oneHot = new float[(bytes.length - LABELS_HEADER) * Problem.CLASSES];
    for (int i = LABELS_HEADER; i < bytes.length; i++) {
      oneHot[(i - LABELS_HEADER) * Problem.CLASSES + bytes[i]] = 1;
    }
    return Nd4j.createFromArray(oneHot).reshape(-1, Problem.CLASSES);
  }

  private static byte[] unpacked(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }
}
