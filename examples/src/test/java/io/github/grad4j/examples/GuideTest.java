package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a page of the documentation shows runs, and every link leads somewhere. */
class GuideTest {
  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> snippets_print_what_their_page_shows() throws Exception {
    return Page.all().stream()
        .filter(page -> page.path().startsWith(Page.ROOT.resolve("docs")))
        .map(Snippets::of)
        .filter(snippets -> !snippets.programs().isEmpty())
        .map(
            snippets ->
                DynamicTest.dynamicTest(
                    snippets.toString(),
                    () -> {
                      Path classes = Files.createTempDirectory(folder, "page");
                      assertThat(snippets.mismatches(classes)).isEmpty();
                    }));
  }

  @Test
  void every_link_within_the_project_leads_somewhere() throws Exception {
    List<String> broken = new ArrayList<>();
    for (Page page : Page.all()) {
      for (Page.Target link : page.targets()) {
        if (!link.address().matches("https?://.*") && !leadsSomewhere(page, link.address())) {
          broken.add(page + ":" + link.line() + " " + link.address());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Page page, String address) throws Exception {
    String[] parts = address.split("#", 2);
    Path file = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]);
    if (parts.length == 1 || !Files.exists(file)) {
      return Files.exists(file);
    }
    return Page.at(file).titles().stream().anyMatch(title -> title.anchor().equals(parts[1]));
  }

  @Test
  void every_program_that_a_command_runs_exists() throws Exception {
    Pattern command = Pattern.compile("-Drun=([A-Z]\\w+)");
    for (Page page : Page.all()) {
      for (MatchResult run : command.matcher(page.text()).results().toList()) {
        assertThatNoException()
            .as("%s: %s", page, run.group())
            .isThrownBy(
                () ->
                    Class.forName("io.github.grad4j.examples." + run.group(1))
                        .getMethod("main", String[].class));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"README.md, Speed", "docs/guide/performance.md, What to expect"})
  void figures_of_speed_are_those_of_the_benchmarks(String page, String section) throws Exception {
    List<String> contenders =
        List.of("grad4j", "tensorflow", "djl-pytorch", "nd4j-eager", "samediff-fit");
    List<String> measured = Page.of("docs/benchmarks.md").section("JDK 25, 1 thread");
    List<String[]> rows =
        Page.of(page).section(section).stream()
            .filter(line -> line.matches("\\| \\d.*"))
            .map(line -> line.split("\\s*\\|\\s*", -1))
            .toList();
    assertThat(rows).hasSize(4);
    for (int i = 0; i < contenders.size(); i++) {
      String start = "| " + contenders.get(i) + " |";
      String line = measured.stream().filter(row -> row.startsWith(start)).findFirst().orElse("");
      String[] cells = line.split("\\s*\\|\\s*", -1);
      for (int batch = 0; batch < rows.size(); batch++) {
        assertThat((" " + cells[batch + 2] + " ").split("[ (),]+"))
            .as(line)
            .contains(rows.get(batch)[i + 2]);
      }
    }
  }
}
