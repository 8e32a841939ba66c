package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.autograd.train.Position;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String ERASE = "\r\u001b[K";

  private final StringWriter out = new StringWriter();

  private static void step(Progress progress, int number) {
    progress.epochBegins(number);
    progress.batchEnded(1);
    progress.epochEnded(
        new History.Epoch(number, 1, OptionalDouble.empty(), Map.of(), OptionalDouble.empty()));
  }

  private Progress withBar(Batches batches) {
    PrintWriter terminal = new PrintWriter(out);
    return Progress.withBar(terminal, terminal, batches, 100, ProgressTest::told);
  }

  private static Batches batches(int count) {
    return Dataset.ofClasses(new double[count][1], new long[count]).batchesInOrder(1);
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
    try (Progress progress = withBar(batches(1))) {
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
  void the_bar_of_a_training_that_goes_on_begins_where_that_does() {
    Batches batches = batches(5);
    batches.resume(new Position(99, 2, OptionalLong.empty()));
    try (Progress progress = withBar(batches)) {
      progress.epochBegins(100);
      for (int step = 0; step < 3; step++) {
        progress.batchEnded(1);
      }
    }
    assertThat(out.toString()).contains("100%", "500/500");
  }

  @Test
  void an_interrupted_thread_takes_the_bar_away_and_stays_interrupted() {
    try (Progress progress = withBar(batches(1))) {
      step(progress, 1);
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(out.toString()).endsWith(ERASE);
  }
}
