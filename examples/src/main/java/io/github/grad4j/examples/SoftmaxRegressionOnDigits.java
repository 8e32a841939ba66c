package io.github.grad4j.examples;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.ops.Losses.*;
import static io.github.grad4j.ops.Ops.*;

import com.github.freva.asciitable.AsciiTable;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.data.Idx;
import io.github.grad4j.autograd.models.Predictor;
import io.github.grad4j.autograd.models.SoftmaxRegression;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import io.github.grad4j.autograd.train.Fit;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.autograd.train.Sgd;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Learns to tell handwritten digits apart with softmax regression: one product, one sum, one loss.
 *
 * <p>{@code ./mvnw -q -Drun=SoftmaxRegressionOnDigits} learns the digits that come with it; {@code
 * -Dargs="--dataset mnist"} downloads MNIST and learns it, {@code fashion-mnist} in its place
 * Fashion-MNIST, and {@code -Dargs="--data FOLDER"} learns any other set in that format.
 *
 * <p>The defaults are round numbers, not the best ones. The seed 42 is customary; another one holds
 * out other digits, and ends a percent or so higher or lower. The small images have few pixels and
 * short gradients, and bear a learning rate of 0.5; those of MNIST have twelve times as many
 * pixels, and a tenth of that rate. There are epochs enough for the loss to have become slow: more
 * of them on few images.
 */
@Command(
    name = "SoftmaxRegressionOnDigits",
    description = "Learns to tell handwritten digits apart with softmax regression.")
public final class SoftmaxRegressionOnDigits implements Callable<Integer> {
  /** There are ten digits, and as many kinds of clothes. */
  private static final List<String> CLASS_NAMES =
      IntStream.range(0, 10).mapToObj(String::valueOf).toList();

  private static final int CLASSES = CLASS_NAMES.size();

  private static final int EPOCHS_ON_DIGITS = 30;

  private static final int EPOCHS_ON_FOLDER = 10;
  private static final String ACCURACY = "test accuracy";
  private static final double RATE_ON_DIGITS = 0.5;
  private static final double RATE_ON_FOLDER = 0.05;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "four IDX files in the format of MNIST, packed with gzip or not")
  private Optional<Path> data = Optional.empty();

  @Mixin private NamedImages named;

  @Option(
      names = "--epochs",
      description =
          "how often every image is seen ("
              + EPOCHS_ON_DIGITS
              + ", with --data or --dataset "
              + EPOCHS_ON_FOLDER
              + ")")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--batch",
      defaultValue = "32",
      description = "images in a step (${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--learning-rate",
      description =
          "length of a step ("
              + RATE_ON_DIGITS
              + ", with --data or --dataset "
              + RATE_ON_FOLDER
              + ")")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "fixes what is held out and the order of the images (${DEFAULT-VALUE})")
  private long seed;

  private SoftmaxRegressionOnDigits() {}

  /**
   * Runs the example and ends the program: with 0, or with 2 if the command line or a file is not
   * what it should be, or the training diverged.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return Commands.of(new SoftmaxRegressionOnDigits());
  }

  @Override
  public Integer call() throws IOException {
    boolean own = data.isEmpty() && !named.areGiven();
    int rounds = epochs.orElse(own ? EPOCHS_ON_DIGITS : EPOCHS_ON_FOLDER);
    double rate = learningRate.orElse(own ? RATE_ON_DIGITS : RATE_ON_FOLDER);
    require(data.isEmpty() || !named.areGiven(), "--data and --dataset exclude each other");
    require(rounds > 0, "--epochs must be positive");
    require(batch > 0, "--batch must be positive");
    require(rate > 0 && rate < Double.POSITIVE_INFINITY, "--learning-rate must be positive");

    Dataset.Split images = own ? Digits.split(seed) : Idx.readFolder(folder(), CLASS_NAMES);
    PrintWriter out = spec.commandLine().getOut();
    try {
      learn(images.training(), images.test(), rounds, rate, out);
    } catch (NonFiniteException e) {
      return Commands.diverged(e, spec.commandLine().getErr());
    }
    out.flush();
    return 0;
  }

  private Path folder() throws IOException {
    return data.isPresent() ? data.get() : named.folder(spec.commandLine().getErr());
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }

  private void learn(Dataset training, Dataset test, int rounds, double rate, PrintWriter out) {
    Shape image = training.featureShape();
    out.printf(
        Locale.ROOT,
        "%d images to learn from and %d to test on, %d x %d pixels%n"
            + "batches of %d, learning rate %s, seed %d%n",
        training.size(),
        test.size(),
        image.size(0),
        image.size(1),
        batch,
        rate,
        seed);

    // The loss is convex: any start will do, and from zero none needs to be drawn.
    Variable w = variable("w", constant(new float[image.size()][CLASSES]));
    Variable b = variable("b", constant(new float[CLASSES]));

    Batches batches = training.flattened().withOneHotLabels().batches(batch, seed);
    Batches testBatches = test.flattened().withOneHotLabels().batchesInOrder(batch);
    History history;
    try (Progress progress = progress(out, batches, rounds);
        Training descent =
            new Training(
                (x, labels) -> reduceMean(softmaxCrossEntropyWithLogits(labels, logits(x, w, b))),
                List.of(w, b),
                new Sgd(rate))) {
      history =
          Fit.of(descent, batches)
              .epochs(rounds)
              .measuring(ACCURACY, (x, labels) -> accuracy(labels, logits(x, w, b)), testBatches)
              .watching(progress)
              .run();
    }

    double[][] probabilities;
    long[] predicted;
    try (Predictor predictor = Predictor.of(new SoftmaxRegression(w, b))) {
      Rows pixels = test.flattened().all().features();
      probabilities = predictor.probabilities(pixels);
      predicted = predictor.classesOf(pixels);
    }
    out.printf("%nimages by label (rows) and prediction (columns)%n");
    out.println(confusion(test, predicted));
    out.println();
    showSome(test, predicted, probabilities).forEach(out::println);
    History.Epoch last = history.epochs().get(history.epochs().size() - 1);
    out.printf(Locale.ROOT, "%n%s: %.2f %%%n", ACCURACY, percent(last));
  }

  /** The model. */
  private static Tensor logits(Tensor x, Variable w, Variable b) {
    return add(matmul(x, w), b);
  }

  /** What is shown while it learns. */
  private Progress progress(PrintWriter out, Batches batches, int rounds) {
    return Ansi.AUTO.enabled()
        ? Progress.withBar(
            out, spec.commandLine().getErr(), batches, rounds, SoftmaxRegressionOnDigits::told)
        : Progress.inLines(out, SoftmaxRegressionOnDigits::told);
  }

  private static String told(History.Epoch epoch) {
    return String.format(
        Locale.ROOT,
        "epoch %2d  loss %.4f  %s %.2f %%",
        epoch.number(),
        epoch.loss(),
        ACCURACY,
        percent(epoch));
  }

  private static double percent(History.Epoch epoch) {
    return 100 * epoch.metrics().getOrDefault(ACCURACY, Double.NaN);
  }

  private static String confusion(Dataset images, long[] predicted) {
    long[][] counts = ConfusionMatrix.of(images.classes(), predicted, CLASSES).counts();
    String[] header =
        Stream.concat(Stream.of(""), IntStream.range(0, CLASSES).mapToObj(String::valueOf))
            .toArray(String[]::new);
    String[][] rows = new String[CLASSES][];
    for (int label = 0; label < CLASSES; label++) {
      rows[label] =
          Stream.concat(
                  Stream.of(String.valueOf(label)),
                  LongStream.of(counts[label]).mapToObj(n -> n == 0 ? "" : String.valueOf(n)))
              .toArray(String[]::new);
    }
    return AsciiTable.getTable(
        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, header, new String[0], rows);
  }

  /** The first two images told right and the first told wrong, if there are any. */
  private static List<String> showSome(Dataset images, long[] predicted, double[][] probabilities) {
    List<Integer> right = new ArrayList<>();
    List<Integer> wrong = new ArrayList<>();
    long[] labels = images.classes();
    for (int i = 0; i < labels.length; i++) {
      (predicted[i] == labels[i] ? right : wrong).add(i);
    }
    List<List<String>> pictures = new ArrayList<>();
    Stream.concat(right.stream().limit(2), wrong.stream().limit(1))
        .forEach(i -> pictures.add(picture(images, i, (int) predicted[i], probabilities[i])));
    return Drawing.sideBySide(pictures);
  }

  private static List<String> picture(
      Dataset images, int i, int predicted, double[] probabilities) {
    List<String> lines = new ArrayList<>(Drawing.of(images, i));
    lines.add("label " + images.classes()[i]);
    lines.add("prediction " + predicted);
    lines.add(String.format(Locale.ROOT, "probability %.3f", probabilities[predicted]));
    return lines;
  }
}
