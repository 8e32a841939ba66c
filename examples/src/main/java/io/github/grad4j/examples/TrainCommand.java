package io.github.grad4j.examples;

import static io.github.grad4j.autograd.train.Metrics.accuracy;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.data.Standardizer;
import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.autograd.models.MultilayerPerceptron;
import io.github.grad4j.autograd.models.MultilayerPerceptron.Activation;
import io.github.grad4j.autograd.train.Adam;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import io.github.grad4j.autograd.train.CosineDecay;
import io.github.grad4j.autograd.train.Fit;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.autograd.train.Initializers;
import io.github.grad4j.autograd.train.Schedule;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nd4j.linalg.api.buffer.DataType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Fits a model to examples and writes it to a folder, with pictures.
 *
 * <p>Images are many, and a step as long as twice Adam's usual is long enough; tables are small,
 * and their standardised features bear fifty times as much. Pixels have one scale already: what
 * divides them by their deviations blows up those that are seldom lit.
 */
@Command(
    name = "train",
    description =
        "Trains a softmax regression, or with --hidden a perceptron, and writes it to a folder with"
            + " pictures of what was learned.")
final class TrainCommand implements Callable<Integer> {
  private static final String ACCURACY = "accuracy";
  private static final double RATE_ON_TABLES = 0.05;
  private static final double RATE_ON_IMAGES = 0.002;

  @Spec private CommandSpec spec;

  @Mixin private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "model",
      description = "where the model and its pictures go (${DEFAULT-VALUE})")
  private Path out;

  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      split = ",",
      description = "units of each hidden layer, as in 128 or 128,64 (none)")
  private List<Integer> hidden = List.of();

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "share of the examples that is not learned from but tells when to stop"
              + " (${DEFAULT-VALUE})")
  private double heldOut;

  @Option(
      names = "--epochs",
      defaultValue = "100",
      description = "how often every example is seen at most (${DEFAULT-VALUE})")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "EPOCHS",
      defaultValue = "10",
      description =
          "ends after so many epochs without a lower loss on what is held out"
              + " (${DEFAULT-VALUE})")
  private int patience;

  @Option(
      names = "--batch",
      defaultValue = "32",
      description = "examples in a step (${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Adam's length of the first step, which falls along a cosine to 0 in the last epoch ("
              + RATE_ON_TABLES
              + ", with --idx "
              + RATE_ON_IMAGES
              + ")")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--seed",
      defaultValue = "42",
      description =
          "fixes what is held out, the first weights and the order of the examples"
              + " (${DEFAULT-VALUE})")
  private long seed;

  private TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    double rate = learningRate.orElse(data.areImages() ? RATE_ON_IMAGES : RATE_ON_TABLES);
    require(hidden.stream().allMatch(units -> units > 0), "--hidden must be positive");
    require(heldOut > 0 && heldOut < 1, "--held-out must be between 0 and 1");
    require(epochs > 0, "--epochs must be positive");
    require(patience > 0, "--patience must be positive");
    require(batch > 0, "--batch must be positive");
    require(rate > 0 && rate < Double.POSITIVE_INFINITY, "--learning-rate must be positive");
    data.require();

    Dataset examples = data.training();
    Dataset.Split split = examples.split(heldOut, seed);
    makeFolder();
    PrintWriter lines = spec.commandLine().getOut();
    TrainedModel model = untrained(examples, split.training().flattened());
    Dataset training = model.prepared(split.training(), data.source());
    Dataset validation = model.prepared(split.test(), data.source());
    lines.printf(
        Locale.ROOT,
        "%d examples to learn from and %d held out, %d features, %d classes%n%s, batches of %d,"
            + " learning rate %s, seed %d%n",
        training.size(),
        validation.size(),
        model.net().features(),
        model.net().classes(),
        model.kind(),
        batch,
        rate,
        seed);
    History history;
    try {
      history = fit(model, training, validation, rate, lines);
    } catch (NonFiniteException e) {
      PrintWriter errors = spec.commandLine().getErr();
      errors.println(e.getMessage());
      errors.println("The steps were too long: try a smaller --learning-rate");
      return 2;
    }
    ConfusionMatrix confusion =
        ConfusionMatrix.of(
            validation.classes(), model.predicted(validation), model.net().classes());
    model.save(out);
    draw(model, history, confusion, examples.featureShape());
    String end = history.end().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    history.best().ifPresent(best -> lines.printf("%s; best was epoch %d%n", end, best.number()));
    lines.printf(Locale.ROOT, "validation accuracy: %.2f %%%n", 100 * confusion.accuracy());
    lines.flush();
    return 0;
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }

  /** Beforehand: nobody wants to learn after an hour that nothing can be written. */
  private void makeFolder() throws FileException {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new FileException(
          out, "no folder can be made here (" + e.getClass().getSimpleName() + ")", e);
    }
    if (!Files.isWritable(out)) {
      throw new FileException(out, "nothing can be written to this folder");
    }
  }

  private TrainedModel untrained(Dataset examples, Dataset training) {
    int width = examples.featureShape().size();
    List<Integer> sizes = new ArrayList<>(List.of(width));
    sizes.addAll(hidden);
    sizes.add(examples.classNames().size());
    Standardizer standardizer =
        data.areImages()
            ? new Standardizer(Collections.nCopies(width, 0.0), Collections.nCopies(width, 1.0))
            : Standardizer.fit(training);
    return new TrainedModel(
        net(sizes, training.featuresType().dataType()),
        standardizer,
        data.label(),
        examples.featureNames(),
        examples.classNames());
  }

  private MultilayerPerceptron net(List<Integer> sizes, DataType type) {
    if (!hidden.isEmpty()) {
      return MultilayerPerceptron.of(sizes, Activation.RELU, type, seed);
    }
    // The loss is convex: any start will do, and from 0 the weights of pixels that are never lit
    // stay 0.
    Shape shape = Shape.of(sizes.get(0), sizes.get(1));
    return new MultilayerPerceptron(
        List.of(Initializers.zeros("w1", shape, type)),
        List.of(Initializers.zeros("b1", shape.without(0), type)),
        Activation.RELU);
  }

  private History fit(
      TrainedModel model, Dataset training, Dataset validation, double rate, PrintWriter lines) {
    MultilayerPerceptron net = model.net();
    Batches batches = training.batches(batch, seed);
    Batches others = validation.batchesInOrder(batch);
    PrintWriter terminal = spec.commandLine().getErr();
    long steps = (long) epochs * batches.count();
    try (Progress progress =
            Ansi.AUTO.enabled()
                ? Progress.withBar(lines, terminal, steps, TrainCommand::told)
                : Progress.inLines(lines, TrainCommand::told);
        Training descent =
            new Training(net::loss, net.parameters(), new Adam(slowing(rate, steps)))) {
      return Fit.of(descent, batches)
          .epochs(epochs)
          .validating(others)
          .measuring(ACCURACY, (x, labels) -> accuracy(labels, net.logits(x)), others)
          .stoppingEarly(patience)
          .watching(progress)
          .run();
    }
  }

  /** Long steps find the way, short ones the place. */
  private static Schedule slowing(double rate, long steps) {
    return new CosineDecay(rate, (int) Math.min(Integer.MAX_VALUE, steps));
  }

  private static String told(History.Epoch epoch) {
    return String.format(
        Locale.ROOT,
        "epoch %3d  loss %.4f  validation loss %.4f  accuracy %.2f %%",
        epoch.number(),
        epoch.loss(),
        epoch.judgedLoss(),
        100 * epoch.metrics().getOrDefault(ACCURACY, Double.NaN));
  }

  private void draw(TrainedModel model, History history, ConfusionMatrix confusion, Shape example)
      throws IOException {
    Pictures.learningCurve(history, out.resolve("learning-curve.png"));
    Pictures.confusion(confusion, model.classNames(), out.resolve("confusion-matrix.png"));
    Path weights = out.resolve("weights.png");
    if (data.areImages()) {
      List<String> captions = hidden.isEmpty() ? model.classNames() : List.of();
      Pictures.weights(model.net().weights().get(0), example, captions, weights);
    } else {
      // Those of another model.
      Files.deleteIfExists(weights);
    }
  }
}
