package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.train.ConfusionMatrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares what a trained model tells of examples with what they are. */
@Command(
    name = "evaluate",
    description =
        "Counts how many examples a trained model tells right; let them be others than it was"
            + " trained on.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOption trained;

  @Mixin private DataOptions data;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "where the confusion matrix is drawn, as PNG (nowhere)")
  private Optional<Path> picture = Optional.empty();

  private EvaluateCommand() {}

  @Override
  public Integer call() throws IOException {
    data.require();
    TrainedModel model = trained.load();
    Dataset examples = data.labelled(model);
    ConfusionMatrix confusion =
        ConfusionMatrix.of(examples.classes(), model.predicted(examples), model.net().classes());
    PrintWriter out = spec.commandLine().getOut();
    out.println("examples  precision  recall      F1  class");
    List<String> names = model.classNames();
    for (int i = 0; i < names.size(); i++) {
      out.printf(
          Locale.ROOT,
          "%8d  %9.4f  %6.4f  %6.4f  %s%n",
          confusion.support(i),
          confusion.precision(i),
          confusion.recall(i),
          confusion.f1(i),
          names.get(i));
    }
    if (picture.isPresent()) {
      Pictures.write(Pictures.confusion(confusion, names), picture.get());
    }
    out.printf(
        Locale.ROOT, "accuracy: %.2f %% of %d%n", 100 * confusion.accuracy(), confusion.examples());
    out.flush();
    return 0;
  }
}
