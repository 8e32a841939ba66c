package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every numbered example prints what the comment at its end says. */
class ExamplesTest {
  private static final Path SOURCES =
      Path.of(
          System.getProperty("grad4j.root"), "examples/src/main/java/io/github/grad4j/examples");

  static List<String> examples() throws Exception {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("Example\\d\\d_\\w+\\.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void examples_are_numbered_without_gaps() throws Exception {
    List<String> names = examples();
    for (int i = 0; i < names.size(); i++) {
      assertThat(names.get(i)).startsWith(String.format("Example%02d_", i + 1));
    }
    assertThat(names).hasSizeGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void prints_what_its_comment_says(String name) throws Exception {
    Method main =
        Class.forName("io.github.grad4j.examples." + name).getMethod("main", String[].class);
    Printed printed = Printed.by(() -> main.invoke(null, (Object) new String[0]));
    assertThat(printed.lines()).isEqualTo(promised(name));
  }

  /** The lines of the last comment of a program, from "Prints:" on. */
  private static List<String> promised(String name) throws Exception {
    List<String> lines = Files.readAllLines(SOURCES.resolve(name + ".java"));
    int from = lines.indexOf("   * Prints:");
    int to = lines.lastIndexOf("   */");
    assertThat(from).as("the line 'Prints:' in %s", name).isBetween(0, to);
    return lines.subList(from + 1, to).stream()
        .map(line -> line.substring("   * ".length()))
        .toList();
  }
}
