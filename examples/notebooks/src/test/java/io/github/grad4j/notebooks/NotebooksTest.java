package io.github.grad4j.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.data.DataCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks paste into jshell, and print there what is stored in them. */
class NotebooksTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("grad4j.root"), "examples", "notebooks");

  private static final long MOST_BYTES = 300_000;

  @TempDir private Path noCache;

  @BeforeEach
  void set_aside_what_was_downloaded() {
    System.setProperty(DataCache.PROPERTY, noCache.toString());
  }

  @AfterEach
  void use_what_was_downloaded() {
    System.clearProperty(DataCache.PROPERTY);
  }

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void prints_in_jshell_what_is_stored(Path file) throws IOException {
    PrintStream console = System.out;
    try (JShell shell =
        JShell.builder()
            .executionEngine("local")
            .compilerOptions("--class-path", System.getProperty("java.class.path"))
            .build()) {
      for (NotebookFile.Cell cell : NotebookFile.read(file).cells()) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        paste(shell, cell);
        String stored = cell.outputs().stream().map(Output::text).collect(Collectors.joining("\n"));
        Optional<String> difference =
            cell.tags().contains(Comparison.VOLATILE)
                ? Optional.empty()
                : Comparison.texts(
                    stored.strip(),
                    printed.toString(StandardCharsets.UTF_8).strip(),
                    Comparison.closeness(cell.tags()));
        assertThat(difference).as("cell %d", cell.number()).isEmpty();
      }
    } finally {
      System.setOut(console);
    }
  }

  private static void paste(JShell shell, NotebookFile.Cell cell) {
    String rest = cell.source();
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      assertThat(next.completeness().isComplete()).as("cell %d: %s", cell.number(), rest).isTrue();
      for (SnippetEvent event : shell.eval(next.source())) {
        assertThat(event.exception()).as("cell %d: %s", cell.number(), next.source()).isNull();
        assertThat(event.status())
            .as(
                "cell %d: %s%n%s",
                cell.number(),
                event.snippet().source(),
                shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList())
            .isIn(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);
      }
      rest = next.remaining();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void is_stored_as_an_update_would_store_it(Path file) throws IOException {
    assertThat(NotebookFile.read(file).json()).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void is_small_and_knows_no_machine(Path file) throws IOException {
    assertThat(Files.size(file)).isLessThan(MOST_BYTES);
    assertThat(file)
        .content()
        .contains("\"name\": \"grad4j\"")
        .doesNotContain(System.getProperty("grad4j.root"))
        .doesNotContain(System.getProperty("user.home") + "/");
  }
}
