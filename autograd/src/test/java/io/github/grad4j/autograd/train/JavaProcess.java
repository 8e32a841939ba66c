package io.github.grad4j.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests in a process of its own, with the flags of this one. */
final class JavaProcess {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Process process;
  private final Path output;
  private final long deadline = System.nanoTime() + PATIENCE_NANOS;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Runs a main method; what it prints goes to a file. */
  static JavaProcess start(Path output, Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new JavaProcess(process, output);
  }

  /** Fails if it has ended, or takes too long. */
  void requireRunning() throws IOException {
    assertThat(process.isAlive() && System.nanoTime() < deadline)
        .as(Files.readString(output))
        .isTrue();
  }

  /** Waits for its end, which must be by itself. */
  void endsWith(int status) throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS))
        .as(Files.readString(output))
        .isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(status);
  }

  /** Ends it wherever it is. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor()).isNotZero();
  }
}
