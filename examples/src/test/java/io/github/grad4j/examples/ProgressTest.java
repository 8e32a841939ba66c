package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String ERASE = "\r\u001b[K";

  private final StringWriter out = new StringWriter();

  @Test
  void lines_alone_are_nothing_but_lines() {
    try (Progress progress = Progress.inLines(new PrintWriter(out))) {
      for (int step : progress.stepping(List.of(1, 2))) {
        progress.line("step " + step);
        assertThat(out.toString()).endsWith("step " + step + System.lineSeparator());
      }
    }
    assertThat(out.toString().lines()).containsExactly("step 1", "step 2");
  }

  @Test
  void lines_stand_above_the_bar_and_nothing_is_left_of_it() {
    PrintWriter terminal = new PrintWriter(out);
    try (Progress progress = Progress.withBar(terminal, terminal, 100)) {
      for (int step : progress.stepping(List.of(1, 2, 3))) {
        progress.line("step " + step);
        // At once, and with the bar drawn again below.
        assertThat(out.toString()).contains("step " + step + System.lineSeparator());
      }
    }
    assertThat(out.toString()).contains("learning", "3/100");
    List<String> shown =
        Stream.of(out.toString().split(System.lineSeparator(), -1))
            .map(line -> line.substring(line.lastIndexOf(ERASE) + ERASE.length()))
            .toList();
    assertThat(shown).containsExactly("step 1", "step 2", "step 3", "");
  }
}
