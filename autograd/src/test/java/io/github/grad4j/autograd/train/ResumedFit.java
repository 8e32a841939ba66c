package io.github.grad4j.autograd.train;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.MatMul.matmul;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fit that goes on from its checkpoint, run by a test, also in a process of its own: nothing of
 * it is shared with another one.
 *
 * <p>Arguments: the checkpoint, and the batch, counted over all epochs, after which the process
 * halts.
 */
final class ResumedFit implements AutoCloseable {
  /** The exit status of the process. */
  static final int STATUS = 77;

  static final long SEED = 12;
  private static final int EXAMPLES = 53;
  private static final int FEATURES = 7;
  private static final int CLASSES = 3;
  private static final int SIZE = 10;

  private final Random random = new Random(SEED);
  private final INDArray features = features();
  private final INDArray labels = labels();
  private final INDArray otherFeatures = features();
  private final INDArray otherLabels = labels();
  final Variable w = Variable.of("w", numbers(FEATURES * CLASSES), Shape.of(FEATURES, CLASSES));
  final Variable b = Variable.of("b", new float[CLASSES], Shape.of(CLASSES));
  final Batches batches = Batches.shuffled(features, labels, SIZE, SEED);
  final Training training;
  final Fit fit;

  ResumedFit(Path file) {
    // Labels are drawn at random, so that the validation loss soon falls no more.
    OnPlateau rate = new OnPlateau(0.05).withPatience(0).withFactor(0.9);
    training =
        new Training(
            (x, y) -> reduceMean(softmaxCrossEntropyWithLogits(y, logits(x))),
            List.of(w, b),
            new Adam(rate));
    Batches others = Batches.inOrder(otherFeatures, otherLabels, SIZE);
    fit =
        Fit.of(training, batches)
            .epochs(20)
            .validating(others)
            .measuring("accuracy", (x, y) -> accuracy(y, logits(x)), others)
            .stoppingEarly(20)
            .watching(rate)
            .saving(file)
            .resuming(file);
  }

  public static void main(String... args) {
    int last = Integer.parseInt(args[1]);
    try (ResumedFit fit = new ResumedFit(Path.of(args[0]))) {
      fit.fit.watching(after(last, () -> Runtime.getRuntime().halt(STATUS))).run();
    }
  }

  /** Does something when so many steps were taken. */
  static FitListener after(int batches, Runnable action) {
    return new FitListener() {
      private int ended;

      @Override
      public void batchEnded(double loss) {
        ended++;
        if (ended == batches) {
          action.run();
        }
      }

      @Override
      public void epochEnded(History.Epoch epoch) {}
    };
  }

  private Tensor logits(Tensor x) {
    return add(matmul(x, w), b);
  }

  private INDArray features() {
    return Nd4j.create(numbers(EXAMPLES * FEATURES), EXAMPLES, FEATURES);
  }

  private INDArray labels() {
    float[] oneHot = new float[EXAMPLES * CLASSES];
    for (int i = 0; i < EXAMPLES; i++) {
      oneHot[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return Nd4j.create(oneHot, EXAMPLES, CLASSES);
  }

  private float[] numbers(int n) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @Override
  public void close() {
    training.close();
  }
}
