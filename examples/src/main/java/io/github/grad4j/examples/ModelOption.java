package io.github.grad4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model a command of {@link Grad4j} uses. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "FOLDER",
      defaultValue = "model",
      description = "where the model was written to (${DEFAULT-VALUE})")
  private Path folder;

  TrainedModel load() throws IOException {
    return TrainedModel.load(folder);
  }
}
