package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen only in a JVM of its own: no result depends on its options. */
class OwnJvmTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  private static List<String> linesOf(Class<?> program, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  @Test
  void a_jvm_without_the_vector_api_computes_the_same() throws IOException, InterruptedException {
    assertThat(linesOf(Results.class))
        .contains("vector false", Results.digest())
        .noneMatch(line -> line.contains("incubator"));
    assertThat(Warmed.vector()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void any_number_of_threads_computes_the_same(int threads)
      throws IOException, InterruptedException {
    assertThat(linesOf(Results.class, MODULE, "-Dgrad4j.threads=" + threads))
        .contains("vector true", "workers " + (threads - 1), Results.digest());
  }

  @Test
  void vectors_allocate_nothing_once_they_are_compiled() throws IOException, InterruptedException {
    assertThat(linesOf(VectorLoops.class, MODULE))
        .filteredOn(line -> line.matches(".* [0-9]+"))
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(line -> line.endsWith(" 0"));
  }
}
