package io.github.grad4j.notebooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes the kernel to Jupyter: a JVM with this program's class path. */
public final class WriteKernel {
  /** Where Jupyter looks for kernels, and what the kernel's class path is. */
  static final Path FOLDER = Path.of("target", "jupyter");

  private static final String KERNEL = "grad4j";

  private WriteKernel() {}

  /**
   * Writes {@code target/jupyter/kernels/grad4j/kernel.json} and {@code target/jupyter/class-path}.
   *
   * @param args the options of the kernel's JVM
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(path -> Path.of(path).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(args));
    command.addAll(List.of("-classpath", classPath));
    command.addAll(List.of(KernelLauncher.class.getName(), "{connection_file}"));
    Map<String, Object> kernel =
        Map.of(
            "argv",
            command,
            "display_name",
            "Java (Grad4J)",
            "language",
            "java",
            "interrupt_mode",
            "message");
    Path folder = Files.createDirectories(FOLDER.resolve("kernels").resolve(KERNEL));
    new ObjectMapper().writeValue(folder.resolve("kernel.json").toFile(), kernel);
    Files.writeString(FOLDER.resolve("class-path"), classPath);
  }
}
