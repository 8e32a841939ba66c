package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.train.History;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String ERASE = "\r\u001b[K";

  private final StringWriter out = new StringWriter();

  private static void step(Progress progress, int number) {
    progress.batchEnded(1);
    progress.epochEnded(
        new History.Epoch(number, 1, OptionalDouble.empty(), Map.of(), OptionalDouble.empty()));
  }

  private static String told(History.Epoch epoch) {
    return "step " + epoch.number();
  }

  @Test
  void lines_alone_are_nothing_but_lines() {
    try (Progress progress = Progress.inLines(new PrintWriter(out), ProgressTest::told)) {
      for (int step = 1; step <= 2; step++) {
        step(progress, step);
        assertThat(out.toString()).endsWith("step " + step + System.lineSeparator());
      }
    }
    assertThat(out.toString().lines()).containsExactly("step 1", "step 2");
  }

  @Test
  void lines_stand_above_the_bar_and_nothing_is_left_of_it() {
    PrintWriter terminal = new PrintWriter(out);
    try (Progress progress = Progress.withBar(terminal, terminal, 100, ProgressTest::told)) {
      for (int step = 1; step <= 3; step++) {
        step(progress, step);
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

  @Test
  void an_interrupted_thread_takes_the_bar_away_and_stays_interrupted() {
    PrintWriter terminal = new PrintWriter(out);
    try (Progress progress = Progress.withBar(terminal, terminal, 100, ProgressTest::told)) {
      step(progress, 1);
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(out.toString()).endsWith(ERASE);
  }
}
