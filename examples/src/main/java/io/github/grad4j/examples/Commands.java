package io.github.grad4j.examples;

import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.NonFiniteException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * What the command lines here have in common: {@code --help}, and how they end.
 *
 * <p>They end with 0; with 1 if the answer is no; with 2 if there is none, since the command line
 * or a file is not what it should be, the network fails, or a training diverges, as grep does; and
 * with 130, as a shell tells of Ctrl-C, if they are interrupted.
 */
final class Commands {
  /** The answer is no. */
  static final int NO = 1;

  /** There is no answer. */
  static final int TROUBLE = 2;

  static final int INTERRUPTED = 130;

  private Commands() {}

  /** A command line of an object with annotations. */
  static CommandLine of(Object command) {
    CommandSpec options = CommandSpec.forAnnotatedObject(command);
    options.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("shows this and ends")
            .build());
    return new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(problem -> TROUBLE)
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              if (problem instanceof IOException
                  || problem instanceof UncheckedIOException
                  || problem instanceof Grad4jException) {
                line.getErr().println(told(problem));
                return TROUBLE;
              }
              throw problem;
            });
  }

  /** Some exceptions of the file system name the file and nothing else. */
  private static String told(Exception problem) {
    Throwable origin = problem instanceof UncheckedIOException ? problem.getCause() : problem;
    String kind =
        origin instanceof FileSystemException files && files.getReason() == null
            ? ": " + files.getClass().getSimpleName()
            : "";
    return problem.getMessage() + kind;
  }

  /** Tells of a training whose steps made something infinite or NaN; returns how it ends. */
  static int diverged(NonFiniteException problem, PrintWriter errors) {
    errors.println(problem.getMessage());
    errors.println("The steps were too long: try a smaller --learning-rate");
    return TROUBLE;
  }
}
