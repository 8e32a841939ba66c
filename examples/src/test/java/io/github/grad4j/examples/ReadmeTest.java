package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.ops.Losses;
import io.github.grad4j.ops.Ops;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so. */
class ReadmeTest {
  private static final int MAX_LINES = 12;

  /** A chord of step 1e-5 misses the slope of a smooth function by about 1e-10. */
  private static final double CHORD = 1e-8;

  /** Of 360, in percent: sums are rounded in another order on another CPU. */
  private static final double TWO_IMAGES = 0.6;

  @TempDir private Path folder;

  private final Page readme;

  ReadmeTest() throws Exception {
    readme = Page.of("README.md");
  }

  @Test
  void the_softmax_regression_learns() throws Exception {
    List<String> lines = runShort("Softmax regression in twelve lines").lines();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).replaceAll("[\\s\\[\\]]", "")).isEqualTo("0,0,1,1,2,2");
  }

  @Test
  void the_gradient_check_agrees() throws Exception {
    List<String> lines = runShort("Gradient check in twelve lines").lines();
    assertThat(lines).hasSize(3);
    for (String line : lines) {
      String[] pair = line.split(" ", -1);
      assertThat(Double.parseDouble(pair[0])).isCloseTo(Double.parseDouble(pair[1]), within(CHORD));
    }
  }

  @Test
  void the_training_learns() throws Exception {
    List<String> lines = run("Training").lines();
    assertThat(lines.get(0)).isEqualTo("epoch     loss  accuracy  seconds");
    assertThat(lines.get(lines.size() - 1))
        .startsWith("all epochs were run; best was epoch ")
        .contains("accuracy 1.0000");
  }

  /** Runs the program under a heading, which must be short. */
  private Printed runShort(String heading) throws Exception {
    List<String> lines = readme.codes(heading).get(0).lines();
    assertThat(lines.stream().filter(line -> !Snippets.isImport(line) && !line.isBlank()))
        .hasSizeLessThanOrEqualTo(MAX_LINES);
    return run(heading);
  }

  private Printed run(String heading) throws Exception {
    Snippets snippets = Snippets.of(readme);
    snippets.compile(folder);
    return snippets.run(snippets.program(heading), folder);
  }

  @Test
  void the_table_lists_every_factory() throws Exception {
    Set<String> listed = new TreeSet<>();
    for (String line : readme.section("Operations")) {
      if (line.startsWith("| ")) {
        String cell = line.split("\\|", -1)[2];
        matches("`(\\w+)`", cell).forEach(name -> listed.add(name.group(1)));
      }
    }
    Set<String> factories = new TreeSet<>();
    for (Class<?> index : List.of(Ops.class, Losses.class)) {
      for (Method method : index.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          factories.add(method.getName());
        }
      }
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(factories);
  }

  @Test
  void the_first_command_runs_a_program_that_exists() throws Exception {
    List<String> command = block("Run it", "");
    assertThat(command).hasSize(1);
    assertThat(command.get(0)).startsWith("./mvnw -q -Drun=");
    String name = command.get(0).substring("./mvnw -q -Drun=".length());
    assertThat(Class.forName("io.github.grad4j.examples." + name).getMethod("main", String[].class))
        .isNotNull();
  }

  @Test
  void the_first_command_reaches_the_accuracy_that_is_told() throws Exception {
    String line = "test accuracy: (\\d\\d\\.\\d\\d) %";
    double told =
        Double.parseDouble(first("`" + line + "`", String.join(" ", readme.section("Run it"))));
    StringWriter out = new StringWriter();
    SoftmaxRegressionOnDigits.commandLine().setOut(new PrintWriter(out)).execute();
    assertThat(Double.parseDouble(first("\n" + line, out.toString().replace("\r", ""))))
        .isCloseTo(told, within(TWO_IMAGES));
  }

  @Test
  void the_second_command_is_what_the_reviewers_script_runs_first() throws Exception {
    List<String> command = block("Test it", "");
    assertThat(command).hasSize(1);
    List<String> script =
        Files.readAllLines(Page.ROOT.resolve(".ci/run")).stream()
            .filter(line -> line.startsWith("./mvnw"))
            .map(line -> line.replace(" --batch-mode", "").replace(" --no-transfer-progress", ""))
            .limit(1)
            .toList();
    assertThat(command).isEqualTo(script);
  }

  @Test
  void the_version_to_depend_on_is_this_one() throws Exception {
    String pom = Files.readString(Page.ROOT.resolve("pom.xml"));
    String version = first("<artifactId>grad4j-parent</artifactId>\\s*<version>(.*?)</", pom);
    String xml = String.join("\n", block("Use it", "xml"));
    assertThat(first("<artifactId>grad4j-bom</artifactId>\\s*<version>(.*?)</", xml))
        .isEqualTo(version);
  }

  @Test
  void the_natives_to_depend_on_are_those_of_the_examples() throws Exception {
    String pom = Files.readString(Page.ROOT.resolve("examples/pom.xml"));
    String xml = String.join("\n", block("Use it", "xml"));
    String platform = "linux-x86_64";
    assertThat(natives(xml))
        .isEqualTo(
            natives(
                pom.replace("${native.platform}", platform)
                    .replace("${nd4j.classifier}", platform)));
  }

  private static List<String> natives(String xml) {
    return matches(
            "<artifactId>([\\w-]+)</artifactId>\\s*<classifier>([\\w-]+)</classifier>\\s*"
                + "<scope>runtime</scope>",
            xml)
        .stream()
        .map(found -> found.group(1) + ":" + found.group(2))
        .sorted()
        .toList();
  }

  @Test
  void every_example_is_listed() throws Exception {
    String list = String.join("\n", readme.section("Examples"));
    for (String example : ExamplesTest.examples()) {
      assertThat(list).contains("(examples/src/main/java/io/github/grad4j/examples/" + example);
    }
  }

  /** The first block below a heading. */
  private List<String> block(String heading, String language) {
    Page.Code block = readme.codes(heading).get(0);
    assertThat(block.info()).isEqualTo(language);
    return block.lines();
  }

  private static String first(String regex, String text) {
    return matches(regex, text).get(0).group(1);
  }

  private static List<MatchResult> matches(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().toList();
  }
}
