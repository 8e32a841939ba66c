package io.github.grad4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path folder;

  @Test
  void a_target_is_judged_by_the_medians_of_the_newest_jdk() throws IOException {
    Results newest =
        results("25.0.3 (Maker)", step("grad4j", 90, 100, 500), step("nd4j-eager", 410));
    Results older = results("17.0.15 (Maker)", step("grad4j", 100), step("nd4j-eager", 200));

    assertThat(page(older, newest))
        .contains("| target | wanted | JDK 25 | JDK 17 | met |")
        .contains("times faster than nd4j-eager | ≥ 3 (4) | 4.1 | 2 | yes, stretch |")
        .contains("| grad4j | | 100 (500) | | | -1 |")
        .contains("| nd4j-eager | | 410 (410), 4.1× |");
  }

  @Test
  void a_target_that_is_missed_stands_out() throws IOException {
    assertThat(page(results("25 (M)", step("grad4j", 100), step("nd4j-eager", 299))))
        .contains("| ≥ 3 (4) | 2.99 | **no** |");
  }

  @Test
  void what_is_not_measured_again_is_kept() throws IOException {
    results("17 (M)", step("grad4j", 1), step("nd4j-eager", 2)).write(folder);
    results("17 (M)", step("grad4j", 3)).withOlder(folder).write(folder);

    assertThat(Results.readAll(folder))
        .singleElement()
        .isEqualTo(results("17 (M)", step("grad4j", 3), step("nd4j-eager", 2)));
  }

  private String page(Results... results) throws IOException {
    Path file = folder.resolve("page.md");
    Report.write(file, List.of(results));
    return Files.readString(file).replaceAll(" +", " ");
  }

  private static Results results(String jdk, Score... scores) {
    return new Results(
        new Facts("2026-01-01", "CPU", 2, 24, "System", jdk, true, 1, "OpenBLAS 1", "Core"),
        List.of(scores));
  }

  private static Score step(String contender, double... rounds) {
    return new Score(
        "StepBenchmark.block",
        Map.of("contender", contender, "batch", "128", "rule", "SGD"),
        "us",
        Arrays.stream(rounds).boxed().toList(),
        Score.UNCOUNTED);
  }
}
