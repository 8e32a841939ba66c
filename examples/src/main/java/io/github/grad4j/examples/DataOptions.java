package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.data.Idx;
import io.github.grad4j.autograd.files.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which examples a command of {@link Grad4j} is about. */
final class DataOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "examples, one a line; the first line names the columns")
  private Optional<Path> csv = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "the column of --csv that holds the class; a trained model knows it")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      defaultValue = ",",
      description = "what separates the columns of --csv (${DEFAULT-VALUE})")
  private char separator;

  @Option(
      names = "--idx",
      paramLabel = "FOLDER",
      description =
          "images: four files in the format of MNIST, two to train on and two for all else")
  private Optional<Path> idx = Optional.empty();

  @Mixin private NamedImages named;

  /** Checks that there is one source of examples. */
  void require() {
    long sources =
        Stream.of(csv.isPresent(), idx.isPresent(), named.areGiven())
            .filter(given -> given)
            .count();
    require(sources == 1, "give examples: one of --csv, --idx and --dataset");
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), rule);
    }
  }

  boolean areImages() {
    return csv.isEmpty();
  }

  Optional<String> label() {
    return label;
  }

  /** Where the examples come from. */
  Path source() throws IOException {
    Optional<Path> given = csv.or(() -> idx);
    return given.isPresent() ? given.get() : named.folder(command.commandLine().getErr());
  }

  /** Examples to train on. */
  Dataset training() throws IOException {
    if (areImages()) {
      return Idx.readFolder(source()).training();
    }
    require(label.isPresent(), "--csv needs --label, the column that holds the class");
    return Csv.ofClasses(label.orElseThrow()).withSeparator(separator).read(file());
  }

  /** Examples of the model's classes, as its net takes them. */
  Dataset labelled(TrainedModel model) throws IOException {
    Dataset examples =
        areImages()
            ? Idx.readFolder(source(), model.classNames()).test()
            : csv(model).withClassNames(model.classNames()).read(file());
    return model.prepared(examples, source());
  }

  /** Examples whose classes are not known, as the model's net takes them. */
  Dataset unlabelled(TrainedModel model) throws IOException {
    if (areImages()) {
      return labelled(model);
    }
    INDArray features = csv(model).readFeatures(file());
    // Whatever class: nobody asks.
    long[] classes = new long[(int) features.size(0)];
    return model.prepared(Dataset.ofClasses(features, classes, model.classNames()), source());
  }

  private Csv csv(TrainedModel model) {
    Optional<String> column = label.or(model::label);
    require(column.isPresent(), "the model was trained on images: --csv needs --label");
    Csv read = Csv.ofClasses(column.orElseThrow()).withSeparator(separator);
    return model.featureNames().isEmpty() ? read : read.withFeatures(model.featureNames());
  }

  private Path file() throws IOException {
    Path file = source();
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new FileException(
          file, "expected a file, found " + (Files.exists(file) ? "a folder" : "nothing"));
    }
    return file;
  }
}
