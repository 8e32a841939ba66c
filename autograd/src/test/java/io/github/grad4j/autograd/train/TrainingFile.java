package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.MatMul.matmul;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.SparseSoftmaxCrossEntropyWithLogits.sparseSoftmaxCrossEntropyWithLogits;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A file of reference trajectories and minimisers of a softmax regression, and the data that they
 * belong to.
 */
final class TrainingFile {
  private static final Pattern DIVISION = Pattern.compile("(?:/|by)\\s*(\\d+(\\.\\d+)?)");

  private final JsonNode json;
  private final int classes;
  private final INDArray features;
  private final INDArray labels;

  private TrainingFile(JsonNode json, List<double[]> rows) {
    this.json = json;
    this.classes = json.path("data").path("classes").intValue();
    int columns = json.path("data").path("features").intValue();
    assertThat(rows).hasSize(json.path("data").path("n").intValue());
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(columns + 1));
    this.features =
        Nd4j.create(rows.stream().map(row -> scaled(row, columns)).toArray(double[][]::new));
    this.labels =
        Nd4j.createFromArray(rows.stream().mapToLong(row -> (long) row[columns]).toArray());
  }

  /** The file, and the comma-separated values that it names by a path relative to itself. */
  static TrainingFile read(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    Path data = file.resolveSibling(json.path("data").path("file").asText()).normalize();
    List<double[]> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(data);
    for (String line : lines.subList(1, lines.size())) {
      if (!line.isBlank()) {
        rows.add(
            Pattern.compile(",").splitAsStream(line).mapToDouble(Double::parseDouble).toArray());
      }
    }
    return new TrainingFile(json, rows);
  }

  /** The features of a row: as they stand, by mean and deviation, or divided by a number. */
  private double[] scaled(double[] row, int columns) {
    JsonNode data = json.path("data");
    String scaling = data.path("scaling").asText("");
    double[] scaled = IntStream.range(0, columns).mapToDouble(i -> row[i]).toArray();
    if (scaling.isBlank() || scaling.contains("already applied") || scaling.equals("none")) {
      return scaled;
    }
    if (data.has("mean") && data.has("std")) {
      for (int i = 0; i < columns; i++) {
        double deviation = data.path("std").path(i).doubleValue();
        double centred = scaled[i] - data.path("mean").path(i).doubleValue();
        scaled[i] = deviation == 0 ? centred : centred / deviation;
      }
      return scaled;
    }
    Matcher division = DIVISION.matcher(scaling);
    assertThat(division.find()).as("a known scaling: " + scaling).isTrue();
    double divisor = Double.parseDouble(division.group(1));
    return IntStream.range(0, columns).mapToDouble(i -> scaled[i] / divisor).toArray();
  }

  List<JsonNode> trajectories() {
    return list(json.path("trajectories"));
  }

  List<JsonNode> minimisers() {
    return list(json.path("minimisers"));
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }

  static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.path(i).doubleValue();
    }
    return numbers;
  }

  /** All examples. */
  INDArray features() {
    return features;
  }

  /** The class of each example. */
  INDArray labels() {
    return labels;
  }

  /** The rows of each step of a trajectory, in order. */
  List<int[]> batches(JsonNode trajectory) {
    int steps = trajectory.path("steps").intValue();
    if (trajectory.path("batches").asText().equals("full")) {
      int[] all = IntStream.range(0, (int) features.size(0)).toArray();
      return IntStream.range(0, steps).mapToObj(step -> all).toList();
    }
    assertThat(trajectory.path("batches").asText()).isEqualTo("J.batches in order");
    List<int[]> batches = new ArrayList<>();
    for (JsonNode batch : json.path("batches")) {
      batches.add(IntStream.range(0, batch.size()).map(i -> batch.path(i).intValue()).toArray());
    }
    assertThat(batches).hasSizeGreaterThanOrEqualTo(steps);
    return batches.subList(0, steps);
  }

  /** Weights and biases with the values of {@code init}, or 0. */
  Model model(String init) {
    Shape shapeOfW = Shape.of(features.columns(), classes);
    Shape shapeOfB = Shape.of(classes);
    JsonNode values = json.path("init").path(init);
    boolean zeros = init.equals("zeros");
    return new Model(
        Variable.of(
            "W",
            zeros ? new double[shapeOfW.size()] : numbers(values.path("W").path("data")),
            shapeOfW),
        Variable.of(
            "b",
            zeros ? new double[shapeOfB.size()] : numbers(values.path("b").path("data")),
            shapeOfB));
  }

  /** Z = XW + b. */
  record Model(Variable w, Variable b) {
    List<Variable> parameters() {
      return List.of(w, b);
    }

    Tensor logits(Tensor x) {
      return add(matmul(x, w), b);
    }

    Tensor crossEntropy(Tensor x, Tensor classes) {
      return reduceMean(sparseSoftmaxCrossEntropyWithLogits(classes, logits(x)));
    }

    /** The mean cross entropy + λ/2·ΣW². */
    Tensor loss(Tensor x, Tensor classes, double lambda) {
      return add(crossEntropy(x, classes), Penalties.l2Penalty(lambda, w));
    }
  }

  /** The optimizer that a trajectory was made with, torch's name and arguments turned into ours. */
  static Optimizer optimizer(JsonNode trajectory) {
    Arguments given = new Arguments(trajectory.path("hyper"));
    Optimizer optimizer =
        switch (trajectory.path("optimizer").asText()) {
          case "sgd" -> sgd(given);
          case "adam" -> adam(given).withWeightDecay(given.number("weight_decay", 0));
          case "adamw" -> new AdamW(adam(given), given.number("weight_decay", 0.01));
          case "rmsprop" -> rmsProp(given);
          case "adagrad" ->
              new Adagrad(
                  new InverseTimeDecay(given.number("lr", 0.01), given.number("lr_decay", 0)),
                  given.number("initial_accumulator_value", 0),
                  given.number("eps", 1e-10),
                  given.number("weight_decay", 0));
          case "adadelta" ->
              new Adadelta(
                  new ConstantRate(given.number("lr", 1)),
                  given.number("rho", 0.9),
                  given.number("eps", 1e-6),
                  given.number("weight_decay", 0));
          case "adamax" ->
              new Adamax(
                  new ConstantRate(given.number("lr", 0.002)),
                  given.pair("betas", 0, 0.9),
                  given.pair("betas", 1, 0.999),
                  given.number("eps", 1e-8),
                  given.number("weight_decay", 0));
          case "nadam" ->
              new NAdam(
                  new ConstantRate(given.number("lr", 0.002)),
                  given.pair("betas", 0, 0.9),
                  given.pair("betas", 1, 0.999),
                  given.number("eps", 1e-8),
                  given.number("momentum_decay", 0.004),
                  given.number("weight_decay", 0));
          default -> throw new AssertionError("no optimizer for " + trajectory.path("optimizer"));
        };
    given.requireAllUsed();
    return optimizer;
  }

  private static Sgd sgd(Arguments given) {
    Sgd sgd = new Sgd(given.number("lr", Double.NaN));
    double momentum = given.number("momentum", 0);
    return (given.flag("nesterov")
            ? sgd.withNesterovMomentum(momentum)
            : sgd.withMomentum(momentum))
        .withDampening(given.number("dampening", 0))
        .withWeightDecay(given.number("weight_decay", 0));
  }

  private static Adam adam(Arguments given) {
    Adam adam =
        new Adam(given.number("lr", 0.001))
            .withBetas(given.pair("betas", 0, 0.9), given.pair("betas", 1, 0.999))
            .withEpsilon(given.number("eps", 1e-8));
    return given.flag("amsgrad") ? adam.withAmsGrad() : adam;
  }

  private static RmsProp rmsProp(Arguments given) {
    RmsProp rule =
        new RmsProp(given.number("lr", 0.01))
            .withAlpha(given.number("alpha", 0.99))
            .withEpsilon(given.number("eps", 1e-8))
            .withMomentum(given.number("momentum", 0))
            .withWeightDecay(given.number("weight_decay", 0));
    return given.flag("centered") ? rule.withCentralMoment() : rule;
  }

  /** The arguments of an optimizer in the file, of which none may be overlooked. */
  private static final class Arguments {
    private final JsonNode given;
    private final List<String> unused = new ArrayList<>();

    Arguments(JsonNode given) {
      this.given = given;
      for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
        unused.add(names.next());
      }
    }

    double number(String name, double otherwise) {
      unused.remove(name);
      return given.path(name).asDouble(otherwise);
    }

    double pair(String name, int index, double otherwise) {
      unused.remove(name);
      return given.path(name).path(index).asDouble(otherwise);
    }

    boolean flag(String name) {
      unused.remove(name);
      return given.path(name).asBoolean(false);
    }

    void requireAllUsed() {
      assertThat(unused).as("arguments that no optimizer was given").isEmpty();
    }
  }
}
