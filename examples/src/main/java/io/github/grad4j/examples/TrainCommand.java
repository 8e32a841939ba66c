package io.github.grad4j.examples;

import static io.github.grad4j.autograd.train.Metrics.accuracy;
import static io.github.grad4j.autograd.train.Penalties.l2Penalty;
import static io.github.grad4j.ops.Ops.*;

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
import io.github.grad4j.autograd.train.Lbfgs;
import io.github.grad4j.autograd.train.Minimizer;
import io.github.grad4j.autograd.train.Minimum;
import io.github.grad4j.autograd.train.NewtonCg;
import io.github.grad4j.autograd.train.Schedule;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
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
  private static final String CHECKPOINT = "checkpoint.safetensors";
  private static final String CURVE = "learning-curve.png";
  private static final String CONFUSION = "confusion-matrix.png";
  private static final String WEIGHTS = "weights.png";
  private static final double RATE_ON_TABLES = 0.05;
  private static final double RATE_ON_IMAGES = 0.002;

  @Spec private CommandSpec spec;

  @Mixin private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "model",
      description =
          "where the model and its pictures go; refused without --resume if a training was"
              + " interrupted there (${DEFAULT-VALUE})")
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
              + ", of images "
              + RATE_ON_IMAGES
              + ")")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "adam",
      description =
          "adam: steps on batches; lbfgs or newton-cg: searches for the least loss of all examples"
              + " at once, for softmax regression (${DEFAULT-VALUE})")
  private Method optimizer = Method.ADAM;

  @Option(
      names = "--l2",
      paramLabel = "STRENGTH",
      defaultValue = "0",
      description =
          "adds half of this times the sum of the squared weights to the mean loss; scikit-learn's C"
              + " is 1 / (STRENGTH * examples). With it, it is told how far softmax regression is"
              + " from its optimum (${DEFAULT-VALUE})")
  private double l2;

  @Option(
      names = "--resume",
      description =
          "goes on where a training with the same options and examples was interrupted or killed,"
              + " or begins if there was none; to the same bits as one that was not")
  private boolean resume;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description =
          "fixes what is held out, the first weights and the order of the examples"
              + " (${DEFAULT-VALUE})")
  private long seed;

  private TrainCommand() {}

  /** How parameters are found. */
  private enum Method {
    ADAM,
    LBFGS,
    NEWTON_CG;

    /** As on a command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public Integer call() throws IOException {
    double rate = learningRate.orElse(data.areImages() ? RATE_ON_IMAGES : RATE_ON_TABLES);
    require(hidden.stream().allMatch(units -> units > 0), "--hidden must be positive");
    require(heldOut > 0 && heldOut < 1, "--held-out must be between 0 and 1");
    require(epochs > 0, "--epochs must be positive");
    require(patience > 0, "--patience must be positive");
    require(batch > 0, "--batch must be positive");
    require(rate > 0 && rate < Double.POSITIVE_INFINITY, "--learning-rate must be positive");
    require(l2 >= 0 && l2 < Double.POSITIVE_INFINITY, "--l2 must be 0 or positive");
    if (optimizer != Method.ADAM) {
      requireSearch();
    }
    data.require();
    requireNoneToGoOn();

    Dataset examples = data.training();
    Dataset.Split split = examples.split(heldOut, seed);
    makeFolder();
    PrintWriter lines = spec.commandLine().getOut();
    TrainedModel model = untrained(examples, split.training().flattened());
    Dataset training = model.prepared(split.training(), data.source());
    Dataset validation = model.prepared(split.test(), data.source());
    lines.printf(
        Locale.ROOT,
        "%d examples to learn from and %d held out, %d features, %d classes%n%s%n",
        training.size(),
        validation.size(),
        model.net().features(),
        model.net().classes(),
        told(model, rate));
    // A search hears of nothing before its end: there is no waiting for it.
    Optional<Interruption> interruption =
        optimizer == Method.ADAM ? Optional.of(new Interruption()) : Optional.empty();
    try (Optimum optimum = Optimum.of(model.net(), training, l2)) {
      if (optimizer == Method.ADAM) {
        String description =
            String.format(
                Locale.ROOT,
                "%s, %d epochs of %d examples, data %s",
                told(model, rate),
                epochs,
                training.size(),
                Fingerprint.of(examples));
        Dataset.Split prepared = new Dataset.Split(training, validation);
        History history = descend(model, prepared, rate, description, optimum, lines);
        if (history.end() == History.End.INTERRUPTED) {
          return Commands.INTERRUPTED;
        }
        Pictures.write(Pictures.learningCurve(history, List.of(ACCURACY)), out.resolve(CURVE));
        String end = history.end().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        history
            .best()
            .ifPresent(best -> lines.printf("%s; best was epoch %d%n", end, best.number()));
      } else {
        search(model, training, lines);
        delete(CURVE);
      }
      optimum.told().ifPresent(lines::println);
      finish(model, validation, examples.featureShape(), lines);
      return 0;
    } catch (NonFiniteException e) {
      if (optimizer != Method.ADAM) {
        throw e;
      }
      return Commands.diverged(e, spec.commandLine().getErr());
    } finally {
      interruption.ifPresent(Interruption::end);
    }
  }

  /** Writes down what was learned, and tells how good it is. */
  private void finish(TrainedModel model, Dataset validation, Shape example, PrintWriter lines)
      throws IOException {
    ConfusionMatrix confusion =
        ConfusionMatrix.of(
            validation.classes(), model.predicted(validation), model.net().classes());
    model.save(out);
    draw(model, confusion, example);
    // There is nothing left to go on with.
    Files.deleteIfExists(out.resolve(CHECKPOINT));
    lines.printf(Locale.ROOT, "validation accuracy: %.2f %%%n", 100 * confusion.accuracy());
    lines.flush();
  }

  /** What is trained and how, in one line. */
  private String told(TrainedModel model, double rate) {
    return String.format(
        Locale.ROOT,
        "%s, %s%s, seed %d",
        model.kind(),
        optimizer == Method.ADAM
            ? "batches of " + batch + ", learning rate " + rate
            : optimizer + " on all examples at once",
        l2 > 0 ? ", L2 penalty " + l2 : "",
        seed);
  }

  /** Options that only steps on batches have are not to be ignored. */
  private void requireSearch() {
    require(
        hidden.isEmpty(), "--optimizer " + optimizer + " is for softmax regression, not --hidden");
    for (String option :
        List.of("--epochs", "--patience", "--batch", "--learning-rate", "--resume")) {
      require(
          !spec.commandLine().getParseResult().hasMatchedOption(option),
          option + " is for --optimizer adam alone");
    }
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }

  /** What an interrupted training has learned is not to be lost by a forgotten option. */
  private void requireNoneToGoOn() throws FileException {
    Path checkpoint = out.resolve(CHECKPOINT);
    if (!resume && Files.exists(checkpoint)) {
      throw new FileException(
          checkpoint,
          "a training that was interrupted left this to go on with; give the options it had and"
              + " --resume, or for another training another --out, or delete this file");
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
        net(
            sizes,
            // What FLOAT can tell apart would end a search early.
            optimizer == Method.ADAM ? training.featuresType().dataType() : DataType.DOUBLE),
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

  /** The mean loss, and the penalty if there is one. */
  private Tensor penalised(MultilayerPerceptron net, Tensor x, Tensor labels) {
    Tensor loss = net.loss(x, labels);
    if (l2 == 0) {
      return loss;
    }
    Variable first = net.weights().get(0);
    Tensor[] rest = net.weights().stream().skip(1).toArray(Tensor[]::new);
    return add(loss, l2Penalty(l2, first, rest));
  }

  private void search(TrainedModel model, Dataset training, PrintWriter lines) {
    Minimizer minimizer = optimizer == Method.LBFGS ? new Lbfgs() : new NewtonCg();
    MultilayerPerceptron net = model.net();
    Tensor loss = penalised(net, constant(training.features()), constant(training.labels()));
    Minimum minimum = minimizer.minimize(loss, net.parameters());
    lines.printf(
        Locale.ROOT,
        "%s after %d steps: loss %.8f, gradient %.1e%n",
        minimum.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        minimum.steps(),
        minimum.loss(),
        minimum.gradientNorm());
  }

  /** Fits the model; what an interruption leaves is written down. */
  private History descend(
      TrainedModel model,
      Dataset.Split prepared,
      double rate,
      String description,
      Optimum optimum,
      PrintWriter lines)
      throws IOException {
    try {
      History history = fit(model, prepared, rate, description, optimum, lines);
      if (history.end() == History.End.INTERRUPTED) {
        model.save(out);
        delete(CURVE, CONFUSION, WEIGHTS);
        lines.printf(
            "interrupted; %s has the model as it is now, and the same command with --resume goes"
                + " on%n",
            out);
        lines.flush();
      }
      return history;
    } catch (NonFiniteException e) {
      // From there it would diverge again.
      Files.deleteIfExists(out.resolve(CHECKPOINT));
      throw e;
    }
  }

  private History fit(
      TrainedModel model,
      Dataset.Split prepared,
      double rate,
      String description,
      Optimum optimum,
      PrintWriter lines) {
    MultilayerPerceptron net = model.net();
    Batches batches = prepared.training().batches(batch, seed);
    Batches others = prepared.test().batchesInOrder(batch);
    PrintWriter terminal = spec.commandLine().getErr();
    long steps = (long) epochs * batches.count();
    try (Progress progress =
            Ansi.AUTO.enabled()
                ? Progress.withBar(lines, terminal, batches, epochs, TrainCommand::told)
                : Progress.inLines(lines, TrainCommand::told);
        Training descent =
            new Training(
                (x, labels) -> penalised(net, x, labels),
                net.parameters(),
                new Adam(slowing(rate, steps)))) {
      Path checkpoint = out.resolve(CHECKPOINT);
      Fit fit =
          Fit.of(descent, batches)
              .epochs(epochs)
              .validating(net::loss, others)
              .measuring(ACCURACY, (x, labels) -> accuracy(labels, net.logits(x)), others)
              .stoppingEarly(patience)
              .watching(progress)
              .described(description)
              .saving(checkpoint);
      return optimum.measuredIn(resume ? fit.resuming(checkpoint) : fit).run();
    }
  }

  /** Long steps find the way, short ones the place. */
  private static Schedule slowing(double rate, long steps) {
    return new CosineDecay(rate, (int) Math.min(Integer.MAX_VALUE, steps));
  }

  private static String told(History.Epoch epoch) {
    String line =
        String.format(
            Locale.ROOT,
            "epoch %3d  loss %.4f  validation loss %.4f  accuracy %.2f %%",
            epoch.number(),
            epoch.loss(),
            epoch.judgedLoss(),
            100 * epoch.metrics().getOrDefault(ACCURACY, Double.NaN));
    return Optional.ofNullable(epoch.metrics().get(Optimum.GAP))
        .map(gap -> line + "  gap " + Optimum.rounded(gap))
        .orElse(line);
  }

  private void draw(TrainedModel model, ConfusionMatrix confusion, Shape example)
      throws IOException {
    Pictures.write(Pictures.confusion(confusion, model.classNames()), out.resolve(CONFUSION));
    if (data.areImages()) {
      List<String> captions = hidden.isEmpty() ? model.classNames() : List.of();
      Variable w = model.net().weights().get(0);
      Pictures.write(Pictures.weights(w, example, captions), out.resolve(WEIGHTS));
    } else {
      delete(WEIGHTS);
    }
  }

  /** Pictures of another model are not to stand beside this one. */
  private void delete(String... pictures) throws IOException {
    for (String picture : pictures) {
      Files.deleteIfExists(out.resolve(picture));
    }
  }
}
