package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The neuron's table, the loop in one box, and the page in its file. */
class Example13_GraphsTest {

  @Test
  void the_page_is_written_and_the_loop_is_folded(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("page.html");
    Printed printed = Printed.by(() -> Example13_Graphs.main(new String[] {page.toString()}));
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("sigmoid");
    assertThat(printed.lines())
        .anyMatch(line -> line.startsWith("%6    sigmoid"))
        .anyMatch(line -> line.contains("1000 × (multiply, add, tanh)"))
        .contains("3,003 tensors: 2 variables, 1 constant, 3,000 ops");
  }
}
