package io.github.grad4j.examples;

import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.autograd.check.GradientReport;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.core.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the gradient of a trained model's loss against differences of the loss. */
@Command(
    name = "check",
    description =
        "Checks the gradient of a trained model's loss, on some of the examples; ends with 1"
            + " unless it is right.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOption trained;

  @Mixin private DataOptions data;

  @Option(
      names = "--rows",
      defaultValue = "8",
      description = "how many examples, evenly spread (${DEFAULT-VALUE})")
  private int rows;

  @Option(
      names = "--order",
      defaultValue = "1",
      description = "2 checks the derivative of the derivative, too (${DEFAULT-VALUE})")
  private int order;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "fixes the random directions (${DEFAULT-VALUE})")
  private long seed;

  private CheckCommand() {}

  @Override
  public Integer call() throws IOException {
    require(rows > 0, "--rows must be positive");
    require(order > 0, "--order must be positive");
    data.require();
    TrainedModel model = trained.load();
    Dataset all = data.labelled(model);
    int count = Math.min(rows, all.size());
    int[] spread =
        IntStream.range(0, count).map(i -> (int) ((long) i * all.size() / count)).toArray();
    Dataset some = all.subset(spread);
    Tensor loss = model.net().loss(constant(some.features()), constant(some.labels()));
    GradientReport report =
        GradientCheck.of(loss)
            .withRespectTo(model.net().parameters())
            .order(order)
            .seed(seed)
            .check();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s, loss of %d examples%n", model.kind(), count);
    out.print(report);
    out.println(
        report.isRight() ? "the gradient is right" : "the gradient is not shown to be right");
    out.flush();
    return report.isRight() ? 0 : Commands.NO;
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }
}
