package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.MatMul.matmul;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.SoftmaxCrossEntropyWithLogits.softmaxCrossEntropyWithLogits;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training that goes on from its checkpoint, run by a test, also in a process of its own.
 *
 * <p>Arguments: the checkpoint, how many epochs there are in all, and how it ends.
 */
final class ResumedRun {
  static final String RETURN = "return";
  static final String HALT = "halt";

  /** The exit status of a process that halts. */
  static final int STATUS = 77;

  static final long SEED = 11;
  private static final int EXAMPLES = 103;
  private static final int FEATURES = 7;
  private static final int CLASSES = 3;
  private static final int SIZE = 10;

  private ResumedRun() {}

  public static void main(String... args) throws IOException {
    Path file = Path.of(args[0]);
    int epochs = Integer.parseInt(args[1]);
    Random random = new Random(SEED);
    INDArray features = Nd4j.create(numbers(random, EXAMPLES * FEATURES), EXAMPLES, FEATURES);
    INDArray labels = Nd4j.create(oneHot(random), EXAMPLES, CLASSES);
    Variable w = Variable.of("w", numbers(random, FEATURES * CLASSES), Shape.of(FEATURES, CLASSES));
    Variable b = Variable.of("b", new float[CLASSES], Shape.of(CLASSES));
    Batches batches = Batches.shuffled(features, labels, SIZE, SEED);
    try (Training training =
        new Training(
            (x, y) -> reduceMean(softmaxCrossEntropyWithLogits(y, add(matmul(x, w), b))),
            List.of(w, b),
            new Adam(new CosineDecay(0.05, 400)))) {
      if (Files.exists(file)) {
        Checkpoint checkpoint = Checkpoint.load(file);
        checkpoint.restore(training.state());
        batches.resume(checkpoint.position());
      }
      Runnable save = () -> save(file, training, batches);
      while (batches.position().epoch() < epochs) {
        training.epoch(() -> saving(batches.iterator(), save));
        save.run();
      }
    }
    if (args[2].equals(HALT)) {
      Runtime.getRuntime().halt(STATUS);
    }
  }

  private static void save(Path file, Training training, Batches batches) {
    try {
      Checkpoint.save(file, training.state(), batches.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same batches; before each but the first, what came of those before is saved. */
  private static Iterator<Batch> saving(Iterator<Batch> batches, Runnable save) {
    return new Iterator<>() {
      private boolean begun;

      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Batch next() {
        if (begun) {
          save.run();
        }
        begun = true;
        return batches.next();
      }
    };
  }

  private static float[] numbers(Random random, int n) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static float[] oneHot(Random random) {
    float[] labels = new float[EXAMPLES * CLASSES];
    for (int i = 0; i < EXAMPLES; i++) {
      labels[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return labels;
  }
}
