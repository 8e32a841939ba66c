package io.github.grad4j.examples;

import io.github.grad4j.core.Grad4jException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * Trains, evaluates and uses small classifiers of tables and images, from the command line.
 *
 * <pre>{@code
 * ./mvnw -q -Drun=Grad4j -Dargs="train --csv iris.csv --label species --out iris"
 * ./mvnw -q -Drun=Grad4j -Dargs="predict --model iris --csv others.csv --top 2"
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
   * Runs a command and ends the program: with 0, with 1 if a gradient is not right, or with 2 if a
   * command line or a file is not what it should be, or a training diverged.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandSpec commands = CommandSpec.forAnnotatedObject(new Grad4j());
    commands.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("shows this and ends")
            .build());
    return new CommandLine(commands)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              if (problem instanceof IOException
                  || problem instanceof UncheckedIOException
                  || problem instanceof Grad4jException) {
                command.getErr().println(told(problem));
                return 2;
              }
              throw problem;
            });
  }

  /** Some exceptions of the file system name the file and nothing else. */
  private static String told(Exception problem) {
    boolean bare = problem instanceof FileSystemException files && files.getReason() == null;
    return problem.getMessage() + (bare ? ": " + problem.getClass().getSimpleName() : "");
  }
}
