package io.github.grad4j.examples;

import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.data.Standardizer;
import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.autograd.files.NamedTensors;
import io.github.grad4j.autograd.files.SafeTensors;
import io.github.grad4j.autograd.models.MultilayerPerceptron;
import io.github.grad4j.autograd.models.MultilayerPerceptron.Activation;
import io.github.grad4j.autograd.models.Predictor;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A perceptron, which is softmax regression if it has but one layer, and all that must be known to
 * use it on other data: one file in a folder.
 *
 * @param net its parameters
 * @param standardizer what features go through before
 * @param label the column of classes, if it was trained on CSV
 * @param featureNames the columns of features; none if it was trained on images
 * @param classNames what its classes are called
 */
record TrainedModel(
    MultilayerPerceptron net,
    Standardizer standardizer,
    Optional<String> label,
    List<String> featureNames,
    List<String> classNames) {
  private static final String FILE = "model.safetensors";
  private static final String MEAN = "mean";
  private static final String SCALE = "scale";
  private static final String LABEL = "label";
  private static final String FEATURE = "feature ";
  private static final String CLASS = "class ";

  /** Replaces the model that the folder may hold. */
  void save(Path folder) throws IOException {
    List<Variable> tensors = new ArrayList<>(net.parameters());
    tensors.add(variable(MEAN, constant(array(standardizer.mean()))));
    tensors.add(variable(SCALE, constant(array(standardizer.scale()))));
    Map<String, String> texts = new TreeMap<>();
    label.ifPresent(column -> texts.put(LABEL, column));
    put(texts, FEATURE, featureNames);
    put(texts, CLASS, classNames);
    SafeTensors.write(folder.resolve(FILE), tensors, texts);
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A text for each name, so that names may hold anything. */
  private static void put(Map<String, String> texts, String what, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      texts.put(what + i, names.get(i));
    }
  }

  private static List<String> names(Map<String, String> texts, String what) {
    return Stream.iterate(0, i -> i + 1)
        .map(i -> Optional.ofNullable(texts.get(what + i)))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .toList();
  }

  /** The model that training wrote to a folder. */
  static TrainedModel load(Path folder) throws IOException {
    Path path = folder.resolve(FILE);
    if (!Files.isRegularFile(path)) {
      throw new FileException(folder, "expected " + FILE + " of a training, found none");
    }
    NamedTensors file = SafeTensors.read(path);
    List<Variable> weights = new ArrayList<>();
    List<Variable> biases = new ArrayList<>();
    for (int i = 1; i == 1 || file.names().contains("w" + i); i++) {
      weights.add(variable("w" + i, file.constant("w" + i)));
      biases.add(variable("b" + i, file.constant("b" + i)));
    }
    Map<String, String> texts = file.metadata();
    TrainedModel model =
        new TrainedModel(
            new MultilayerPerceptron(weights, biases, Activation.RELU),
            new Standardizer(numbers(file, MEAN), numbers(file, SCALE)),
            Optional.ofNullable(texts.get(LABEL)),
            names(texts, FEATURE),
            names(texts, CLASS));
    if (model.classNames.size() != model.net.classes() || model.width() != model.net.features()) {
      throw new FileException(
          path,
          "expected a name for each class and a mean for each feature, found "
              + model.classNames.size()
              + " names for "
              + model.net.classes()
              + " classes and "
              + model.width()
              + " means for "
              + model.net.features()
              + " features");
    }
    return model;
  }

  private static List<Double> numbers(NamedTensors file, String name) {
    Tensor numbers = cast(file.constant(name), DataType.DOUBLE);
    try (Plan plan = Plan.of(numbers)) {
      return DoubleStream.of(plan.run().doubles(numbers)).boxed().toList();
    }
  }

  private int width() {
    return standardizer.mean().size();
  }

  /** {@code softmax regression}, or {@code perceptron with 128 and 64 hidden units}. */
  String kind() {
    List<String> hidden =
        net.biases().subList(0, net.biases().size() - 1).stream()
            .map(b -> String.valueOf(b.shape().size()))
            .toList();
    return hidden.isEmpty()
        ? "softmax regression"
        : "perceptron with " + String.join(" and ", hidden) + " hidden units";
  }

  /**
   * Examples as the net takes them.
   *
   * @param source where they come from, for messages
   */
  Dataset prepared(Dataset examples, Path source) throws FileException {
    int found = examples.featureShape().size();
    if (found != net.features()) {
      throw new FileException(
          source,
          "the model takes " + net.features() + " features, but each example here has " + found);
    }
    Dataset rows = examples.flattened();
    return standardizer.apply(
        rows.featuresType().dataType() == net.dataType()
            ? rows
            : rows.withFeatures(rows.features().castTo(net.dataType())));
  }

  /** The likeliest class of each of some prepared examples. */
  long[] predicted(Dataset prepared) {
    try (Predictor predictor = Predictor.of(net)) {
      return predictor.classesOf(prepared.all().features());
    }
  }
}
