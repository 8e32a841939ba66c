package io.github.grad4j.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Trains, evaluates and uses small classifiers of tables and images, from the command line.
 *
 * <pre>{@code
 * ./mvnw -q -Drun=Grad4j -Dargs="train --csv iris.csv --label species --out iris"
 * ./mvnw -q -Drun=Grad4j -Dargs="predict --model iris --csv others.csv --top 2"
 * ./mvnw -q -Drun=Grad4j -Dargs="train --dataset mnist --hidden 128 --batch 128 --epochs 15"
 * ./mvnw -q -Drun=Grad4j -Dargs="train --help"
 * }</pre>
 */
@Command(
    name = "Grad4j",
    description = "Trains, evaluates and uses small classifiers of tables and images.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      CheckCommand.class
    })
public final class Grad4j {
  private Grad4j() {}

  /**
   * Runs a command and ends the program: with 0; with 1 if a gradient is not right; with 2 if a
   * command line or a file is not what it should be, or a training diverged; with 130 if it was
   * interrupted.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return Commands.of(new Grad4j());
  }
}
