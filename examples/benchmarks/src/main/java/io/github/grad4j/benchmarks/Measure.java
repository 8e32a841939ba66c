package io.github.grad4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures, keeps the results beside older ones, and writes {@code docs/benchmarks.md} of all. */
@Command(
    name = "Measure",
    mixinStandardHelpOptions = true,
    description = "Measures Grad4J beside other ways to compute the same.")
public final class Measure implements Callable<Integer> {
  @Option(
      names = "--jdk",
      paramLabel = "FOLDER",
      description = "a JDK to measure on, again for each further one (the one that runs this)")
  private List<Path> jdks = List.of();

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "how many native threads, again for each further number (${DEFAULT-VALUE})")
  private List<Integer> threads = List.of();

  @Option(
      names = "--extent",
      defaultValue = "CORE",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Extent extent = Extent.CORE;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "only benchmarks with such a name or parameter")
  private String only = "";

  @Option(
      names = "--docs",
      paramLabel = "FOLDER",
      defaultValue = "docs",
      description = "where benchmarks.md and the results are kept (${DEFAULT-VALUE})")
  private Path docs = Path.of("docs");

  @Option(
      names = "--mnist",
      paramLabel = "FOLDER",
      description = "the four files of MNIST, packed with gzip; without them it is left out")
  private Optional<Path> mnist = Optional.empty();

  private Measure() {}

  /**
   * Measures and ends the program.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Measure()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path results = docs.resolve("benchmarks");
    for (Path jdk : jdks.isEmpty() ? List.of(Jvm.home()) : jdks) {
      for (int count : threads) {
        List<String> arguments = new ArrayList<>(List.of(extent.name(), only, results.toString()));
        mnist.ifPresent(folder -> arguments.add(folder.toString()));
        Process rounds =
            Jvm.withThreads(count, Jvm.program(jdk, List.of(), Rounds.class, arguments))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = rounds.waitFor();
        if (status != 0) {
          return status;
        }
      }
    }
    Report.write(docs.resolve("benchmarks.md"), Results.readAll(results));
    return 0;
  }
}
