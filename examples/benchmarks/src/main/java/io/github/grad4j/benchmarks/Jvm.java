package io.github.grad4j.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Further JVMs, with the flags and the class path of this one. */
final class Jvm {
  private Jvm() {}

  /** The JDK that runs this. */
  static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * A JVM about to be started, which shares this one's error output.
   *
   * @param jdk the folder of its JDK
   * @param flags what it is given beside this JVM's own flags
   * @param main the program
   * @param arguments the program's
   */
  static ProcessBuilder program(
      Path jdk, List<String> flags, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.addAll(flags());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** This JVM's flags, without those that JMH and debuggers add for this one alone. */
  private static List<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            flag ->
                flag.startsWith("-Dorg.bytedeco")
                    || flag.startsWith("-Xm")
                    || flag.startsWith("--")
                    || flag.equals("-XX:+IgnoreUnrecognizedVMOptions"))
        .toList();
  }

  /** Fixes the number of native threads; kernels are chosen by what the CPU says it is. */
  static ProcessBuilder withThreads(int threads, ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    environment.remove("OPENBLAS_CORETYPE");
    environment.remove("OPENBLAS_L2_SIZE");
    return builder;
  }

  /** How many native threads this JVM was given; 1 if nobody said. */
  static int threads() {
    String given = System.getenv("OMP_NUM_THREADS");
    return given == null ? 1 : Integer.parseInt(given);
  }

  /** Runs a program to its end and returns the lines that it printed. */
  static List<String> lines(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      List<String> lines;
      try (var reader = process.inputReader()) {
        lines = reader.lines().toList();
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(builder.command() + " ended with status " + status);
      }
      return lines;
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + builder.command(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + builder.command(), e);
    }
  }
}
