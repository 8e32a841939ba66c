package io.github.grad4j.examples;

import io.github.grad4j.autograd.models.Predictor;
import io.github.grad4j.core.Rows;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the likeliest classes of examples. */
@Command(
    name = "predict",
    description =
        "Prints, as CSV, the likeliest class of each example and its probability; --csv needs the"
            + " columns of the model's features, and others are not looked at.")
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOption trained;

  @Mixin private DataOptions data;

  @Option(
      names = "--top",
      paramLabel = "CLASSES",
      defaultValue = "1",
      description = "how many classes are told of each example (${DEFAULT-VALUE})")
  private int top;

  private PredictCommand() {}

  @Override
  public Integer call() throws IOException {
    data.require();
    TrainedModel model = trained.load();
    if (top < 1 || top > model.net().classes()) {
      throw new ParameterException(
          spec.commandLine(), "--top must be in 1 to " + model.net().classes() + ", the classes");
    }
    Rows features = data.unlabelled(model).all().features();
    double[][] probabilities;
    long[][] likeliest;
    try (Predictor predictor = Predictor.of(model.net())) {
      probabilities = predictor.probabilities(features);
      likeliest = predictor.topK(features, top);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        IntStream.rangeClosed(1, top)
            .mapToObj(i -> i == 1 ? "class,probability" : "class" + i + ",probability" + i)
            .collect(Collectors.joining(",")));
    List<String> names = model.classNames().stream().map(PredictCommand::field).toList();
    for (int i = 0; i < probabilities.length; i++) {
      double[] row = probabilities[i];
      out.println(
          LongStream.of(likeliest[i])
              .mapToInt(Math::toIntExact)
              .mapToObj(told -> String.format(Locale.ROOT, "%s,%.6f", names.get(told), row[told]))
              .collect(Collectors.joining(",")));
    }
    out.flush();
    return 0;
  }

  /** A name as RFC 4180 writes it. */
  private static String field(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
