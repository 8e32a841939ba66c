package io.github.grad4j.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Values, gradients and second derivatives against references that were computed elsewhere.
 *
 * <p>The system property {@code grad4j.oracles} names other files, or folders of them, separated by
 * commas; a relative path is taken from the root of the project.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OracleTest {
  private final Map<Path, Tally> tallies = new LinkedHashMap<>();

  /** How the cases of one file came out. */
  private static final class Tally {
    private int passed;
    private int failed;
    private int deviating;
  }

  @TestFactory
  Stream<DynamicContainer> every_case_is_reproduced() throws IOException, URISyntaxException {
    List<DynamicContainer> containers = new ArrayList<>();
    for (Path file : files()) {
      Tally tally = new Tally();
      tallies.put(file, tally);
      containers.add(dynamicContainer(file.getFileName().toString(), tests(file, tally)));
    }
    assertThat(containers).as("oracle files").isNotEmpty();
    return containers.stream();
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    List<Path> roots = new ArrayList<>();
    String named = System.getProperty("grad4j.oracles", "");
    if (named.isBlank()) {
      URL resources = OracleTest.class.getResource("/oracles");
      assertThat(resources).as("the folder oracles among the test resources").isNotNull();
      roots.add(Path.of(resources.toURI()));
    }
    Path project = Path.of(System.getProperty("grad4j.root", "")).toAbsolutePath();
    for (String name : named.split(",", -1)) {
      if (!name.isBlank()) {
        roots.add(project.resolve(name.strip()));
      }
    }
    List<Path> files = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> found = Files.walk(root)) {
        // A file that is named is read whatever it is called.
        files.addAll(
            found
                .filter(Files::isRegularFile)
                .filter(file -> file.equals(root) || file.toString().endsWith(".jsonl"))
                .sorted()
                .toList());
      }
    }
    return files;
  }

  private static List<DynamicTest> tests(Path file, Tally tally) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        JsonNode row = json.readTree(line);
        String name = row.path("id").asText(row.path("f").asText() + " at " + row.path("x"));
        tests.add(dynamicTest(name, () -> check(name, row, tally)));
      }
    }
    assertThat(tests).as("cases of " + file).isNotEmpty();
    return tests;
  }

  private static void check(String name, JsonNode row, Tally tally) {
    try {
      if (verify(row)) {
        tally.deviating++;
      } else {
        tally.passed++;
      }
    } catch (AssertionError | RuntimeException e) {
      tally.failed++;
      String expression = row.path("expr").asText(row.path("f").asText());
      throw new AssertionError(name + ": " + expression + ": " + e.getMessage(), e);
    }
  }

  /** Whether the case holds but for a deviation; throws if it does not hold. */
  private static boolean verify(JsonNode row) {
    if (row.has("inputShapes")) {
      OracleErrors.verify(row);
      return false;
    }
    if (row.has("d")) {
      OracleDerivatives.verify(row);
      return false;
    }
    return new OracleCase(row).verify();
  }

  @AfterAll
  void print_the_tallies() {
    tallies.forEach(
        (file, tally) ->
            System.out.printf(
                "%s: %d passed, %d failed, %d deviating%n",
                file.getFileName(), tally.passed, tally.failed, tally.deviating));
  }
}
