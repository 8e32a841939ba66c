package io.github.grad4j.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.grad4j.autograd.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A notebook: cells of text and of code, and what the code put out when it was run. */
final class NotebookFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;

  private NotebookFile(JsonNode root) {
    this.root = root;
  }

  /**
   * A cell of code.
   *
   * @param number counted from 1 among the cells of code
   * @param source what is run
   * @param tags what the author says of it
   * @param outputs what it put out
   */
  record Cell(int number, String source, Set<String> tags, List<Output> outputs) {}

  /** Reads a notebook. */
  static NotebookFile read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static NotebookFile parse(String json) {
    try {
      return new NotebookFile(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not a notebook: " + e.getOriginalMessage(), e);
    }
  }

  /** The cells of code in their order. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (JsonNode cell : codeCells()) {
      Set<String> tags = new TreeSet<>();
      cell.path("metadata").path("tags").forEach(tag -> tags.add(tag.asText()));
      List<Output> outputs = Output.all(cell.path("outputs"));
      cells.add(new Cell(cells.size() + 1, Output.lines(cell.path("source")), tags, outputs));
    }
    return cells;
  }

  /**
   * This notebook with another run's outputs, and everything else as it is. What is the same in
   * substance stays as it is to the byte.
   */
  NotebookFile withOutputsOf(NotebookFile run) {
    JsonNode copy = root.deepCopy();
    NotebookFile result = new NotebookFile(copy);
    List<JsonNode> others = run.codeCells();
    int number = 0;
    for (JsonNode node : result.codeCells()) {
      ObjectNode cell = (ObjectNode) node;
      JsonNode other = others.get(number);
      cell.put("execution_count", number + 1);
      if (!Comparison.differences(cells().get(number), run.cells().get(number)).isEmpty()) {
        cell.set("outputs", stored(other.path("outputs"), number + 1));
      }
      number++;
    }
    return result;
  }

  private static ArrayNode stored(JsonNode outputs, int number) {
    ArrayNode stored = outputs.deepCopy();
    for (JsonNode output : stored) {
      if (output.has("execution_count")) {
        ((ObjectNode) output).put("execution_count", number);
      }
    }
    return stored;
  }

  private List<JsonNode> codeCells() {
    List<JsonNode> cells = new ArrayList<>();
    for (JsonNode cell : root.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cells.add(cell);
      }
    }
    return cells;
  }

  /** Writes the notebook as Jupyter does; the file is there as a whole or not at all. */
  void write(Path file) throws IOException {
    byte[] text = json().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(text));
  }

  String json() {
    DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withArrayEmptySeparator("")
                    .withObjectEmptySeparator(""))
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
