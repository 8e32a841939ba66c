package io.github.grad4j.notebooks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Executes notebooks without a screen and compares what they put out with what is stored. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Executes all notebooks, or those named, and compares what they put out with what is"
            + " stored; ends with 1 if anything differs in substance.")
public final class RunNotebooks implements Callable<Integer> {
  private static final String SUFFIX = ".ipynb";
  private static final int MOST_LINES = 10;
  private static final int INDENT = 4;
  private static final int MOST_STARTS = 3;

  @Spec private CommandSpec spec;

  @Option(names = "--update", description = "store what they put out instead")
  private boolean update;

  @Option(names = "--edit", description = "open them in a browser (needs jupyter-notebook)")
  private boolean edit;

  @Option(names = "--class-path", description = "print the class path, for jshell, and end")
  private boolean classPath;

  @Option(
      names = "--folder",
      defaultValue = ".",
      description = "where the notebooks are (${DEFAULT-VALUE})")
  private Path folder;

  @Parameters(paramLabel = "NOTEBOOK", description = "such as 01-cross-entropy.ipynb")
  private List<String> names = new ArrayList<>();

  private RunNotebooks() {}

  /**
   * Runs the notebooks and exits, with 1 if anything differs.
   *
   * @param args options; {@code --help} lists them
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new RunNotebooks()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (classPath) {
      out.println(System.getProperty("java.class.path"));
      return 0;
    }
    Path work = WriteKernel.FOLDER.toAbsolutePath();
    if (edit) {
      ProcessBuilder notebook = jupyter(work, "notebook", folder.toString());
      if (System.getProperty("user.name").equals("root")) {
        // In a container; Jupyter does not start without.
        notebook.command().add("--allow-root");
      }
      return wait(notebook.inheritIO());
    }
    int failures = 0;
    for (Path notebook : notebooks()) {
      failures += run(notebook, work, out) ? 0 : 1;
      out.flush();
    }
    return failures == 0 ? 0 : 1;
  }

  private List<Path> notebooks() throws IOException {
    if (names.isEmpty()) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> all = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        if (all.isEmpty()) {
          throw new ParameterException(spec.commandLine(), "there are no notebooks in " + folder);
        }
        return all;
      }
    }
    List<Path> named = names.stream().map(folder::resolve).toList();
    for (Path notebook : named) {
      if (!Files.isRegularFile(notebook)) {
        throw new ParameterException(spec.commandLine(), "there is no notebook " + notebook);
      }
    }
    return named;
  }

  /** Whether it put out what is stored, or that was stored now. */
  private boolean run(Path notebook, Path work, PrintWriter out)
      throws IOException, InterruptedException {
    String name = notebook.getFileName().toString();
    out.printf("%-36s", name);
    out.flush();
    long start = System.nanoTime();
    Path executed = work.resolve(name);
    Files.deleteIfExists(executed);
    Path log = work.resolve(name + ".log");
    int exit = execute(notebook, work, log);
    for (int again = 1; again < MOST_STARTS && isSilent(log); again++) {
      exit = execute(notebook, work, log);
    }
    out.printf(Locale.ROOT, "%6.1f s  ", (System.nanoTime() - start) / 1e9);
    if (exit != 0 || !Files.exists(executed)) {
      out.println("could not be executed:");
      Files.readString(log).lines().forEach(line -> out.println("    " + line));
      return false;
    }
    NotebookFile stored = NotebookFile.read(notebook);
    NotebookFile fresh = NotebookFile.read(executed);
    List<String> differences = Comparison.differences(stored, fresh);
    List<String> errors = Comparison.errors(fresh);
    if (!errors.isEmpty()) {
      report("threw:", errors, out);
      return false;
    }
    if (update) {
      stored.withOutputsOf(fresh).write(notebook);
      out.println(differences.isEmpty() ? "as stored" : "stored");
      return true;
    }
    report(differences.isEmpty() ? "as stored" : "differs:", differences, out);
    return differences.isEmpty();
  }

  private static int execute(Path notebook, Path work, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder execution =
        jupyter(
            work,
            "nbconvert",
            "--to=notebook",
            "--execute",
            "--allow-errors",
            "--ExecutePreprocessor.record_timing=False",
            "--ExecutePreprocessor.startup_timeout=30",
            "--ExecutePreprocessor.timeout=600",
            "--output-dir=" + work,
            "--output=" + notebook.getFileName(),
            notebook.toString());
    // Larger data that was downloaded before would give other outputs.
    execution.environment().put("XDG_CACHE_HOME", work.resolve("no-cache").toString());
    return wait(execution.redirectErrorStream(true).redirectOutput(log.toFile()));
  }

  /** Whether the kernel never answered, and the notebook was not begun. */
  private static boolean isSilent(Path log) throws IOException {
    return Files.readString(log).contains("Kernel didn't respond");
  }

  private static void report(String verdict, List<String> lines, PrintWriter out) {
    out.println(verdict);
    lines.stream()
        .limit(MOST_LINES)
        .forEach(line -> out.println(line.indent(INDENT).stripTrailing()));
    if (lines.size() > MOST_LINES) {
      out.println("    and " + (lines.size() - MOST_LINES) + " more");
    }
  }

  /** Whoever ends this program ends Jupyter, too. */
  private static int wait(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.start();
    Thread end = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    int exit = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // This program is being ended, which is why Jupyter is.
    }
    return exit;
  }

  private static ProcessBuilder jupyter(Path work, String... arguments) {
    List<String> command = new ArrayList<>(List.of("jupyter"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JUPYTER_PATH", work.toString());
    return builder;
  }
}
