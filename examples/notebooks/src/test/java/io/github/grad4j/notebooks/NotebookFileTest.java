package io.github.grad4j.notebooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an update writes. */
class NotebookFileTest {
  private static final String STORED =
      """
      {
       "cells": [
        {
         "cell_type": "markdown",
         "metadata": {},
         "source": [
          "# Größe"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": 1,
         "metadata": {
          "mine": true
         },
         "outputs": [
          {
           "name": "stdout",
           "output_type": "stream",
           "text": [
            "0.25000001\\n"
           ]
          }
         ],
         "source": [
          "show(x)"
         ]
        }
       ],
       "nbformat": 4
      }
      """;

  @TempDir private Path folder;

  @Test
  void is_written_as_it_was_read() {
    assertThat(NotebookFile.parse(STORED).json()).isEqualTo(STORED);
  }

  @Test
  void an_update_takes_outputs_alone() {
    NotebookFile run =
        NotebookFile.parse(
            STORED
                .replace("0.25000001", "0.5")
                .replace("\"execution_count\": 1", "\"execution_count\": 7")
                .replace("\"mine\": true", "\"times\": 3"));
    assertThat(NotebookFile.parse(STORED).withOutputsOf(run).json())
        .isEqualTo(STORED.replace("0.25000001", "0.5"));
  }

  @Test
  void an_update_leaves_what_is_the_same_in_substance() {
    NotebookFile run = NotebookFile.parse(STORED.replace("0.25000001", "0.25000002"));
    assertThat(NotebookFile.parse(STORED).withOutputsOf(run).json()).isEqualTo(STORED);
  }

  @Test
  void a_file_is_replaced_as_a_whole() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ipynb"), "old");
    NotebookFile.parse(STORED).write(file);
    assertThat(file).content(UTF_8).isEqualTo(STORED);
    assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.tmp");
  }
}
