package io.github.grad4j.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether what a run put out is what is stored. */
class ComparisonTest {
  /** A notebook of one cell for each list of outputs. */
  private static NotebookFile notebook(String tag, List<List<String>> outputs) {
    List<String> cells = new ArrayList<>();
    cells.add("{'cell_type': 'markdown', 'metadata': {}, 'source': ['# Title']}");
    for (List<String> output : outputs) {
      cells.add(
          "{'cell_type': 'code', 'execution_count': 1, 'metadata': {'tags': ['"
              + tag
              + "']}, 'outputs': ["
              + String.join(", ", output)
              + "], 'source': ['show(x)']}");
    }
    String json = "{'cells': [" + String.join(", ", cells) + "], 'nbformat': 4}";
    return NotebookFile.parse(json.replace('\'', '"'));
  }

  private static NotebookFile notebook(String... outputs) {
    return notebook("any", List.of(List.of(outputs)));
  }

  private static String display(String type, String value) {
    return "{'output_type': 'display_data', 'metadata': {}, 'data': {'"
        + type
        + "': ['"
        + value
        + "']}}";
  }

  private static String printed(String text) {
    return "{'output_type': 'stream', 'name': 'stdout', 'text': ['" + text + "']}";
  }

  private static String error(String message) {
    return "{'output_type': 'error', 'ename': 'EvalException', 'evalue': '"
        + message
        + "', 'traceback': ['trace']}";
  }

  @Test
  void the_same_is_the_same() {
    NotebookFile notebook = notebook(display("text/plain", "loss 0.25"), printed("done"));
    assertThat(Comparison.differences(notebook, notebook)).isEmpty();
  }

  @Test
  void finds_a_stale_text() {
    assertThat(
            Comparison.differences(
                notebook(display("text/plain", "verdict RIGHT")),
                notebook(display("text/plain", "verdict WRONG"))))
        .containsExactly("cell 1: text/plain stored \"verdict RIGHT\", the run \"verdict WRONG\"");
  }

  @Test
  void finds_a_changed_digit_in_a_table() {
    assertThat(
            Comparison.differences(
                notebook(display("text/html", "<td>0.56551919</td>")),
                notebook(display("text/html", "<td>0.56551819</td>"))))
        .singleElement()
        .asString()
        .startsWith("cell 1: text/html stored")
        .contains("0.56551919", "0.56551819");
  }

  @Test
  void finds_an_output_that_is_missing_and_one_that_is_new() {
    NotebookFile one = notebook(display("text/plain", "a"));
    NotebookFile two = notebook(display("text/plain", "a"), printed("b"));
    assertThat(Comparison.differences(two, one))
        .containsExactly(
            "cell 1: stored are [display text/plain, stdout text/plain],"
                + " the run put out [display text/plain]");
    assertThat(Comparison.differences(one, two)).hasSize(1);
  }

  @Test
  void finds_an_output_of_another_form() {
    assertThat(
            Comparison.differences(
                notebook(display("text/plain", "a")), notebook(display("text/html", "a"))))
        .hasSize(1);
  }

  @Test
  void finds_a_notebook_that_was_never_run() {
    assertThat(Comparison.differences(notebook(), notebook(printed("1")))).hasSize(1);
  }

  @Test
  void finds_a_cell_that_is_missing() {
    List<String> cell = List.of(printed("1"));
    assertThat(
            Comparison.differences(
                notebook("any", List.of(cell, cell)), notebook("any", List.of(cell))))
        .containsExactly("has 2 cells of code, the run 1");
  }

  @Test
  void finds_errors() {
    assertThat(Comparison.errors(notebook(printed("1"), error("no such thing"))))
        .containsExactly("cell 1: EvalException: no such thing");
    assertThat(Comparison.errors(notebook(error(""))))
        .containsExactly("cell 1: EvalException: trace");
    assertThat(Comparison.errors(notebook(printed("1")))).isEmpty();
  }

  @Test
  void a_stream_that_came_in_pieces_is_one() {
    assertThat(
            Comparison.differences(
                notebook(printed("one two")), notebook(printed("one "), printed("two"))))
        .isEmpty();
  }

  @Test
  void of_volatile_cells_the_kinds_count_alone() {
    NotebookFile stored = notebook("volatile", List.of(List.of(printed("3 ms"))));
    assertThat(Comparison.differences(stored, notebook(printed("five ms")))).isEmpty();
    assertThat(Comparison.differences(stored, notebook(display("text/plain", "3 ms")))).hasSize(1);
  }

  @Test
  void of_approximate_cells_numbers_may_differ_a_little() {
    NotebookFile stored = notebook("approximate", List.of(List.of(printed("loss 0.100"))));
    assertThat(Comparison.differences(stored, notebook(printed("loss 0.104")))).isEmpty();
    assertThat(Comparison.differences(stored, notebook(printed("loss 0.106")))).hasSize(1);
    assertThat(Comparison.differences(stored, notebook(printed("cost 0.100")))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.56551919, 0.56551920",
    "4, 3.9999999",
    "1.2345E-9, 1.2346E-9",
    "0, -1.7E-17",
    "3.4E-18, -1.7E-17",
    "NaN, NaN",
    "'[1,  2]', '[1, 2]'",
    "7, 7",
    "-∞, -∞",
  })
  void rounding_is_no_difference(String stored, String run) {
    assertThat(Comparison.texts(stored, run, 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.56551919, 0.56551929",
    "0.5, 0.4",
    "96.39, 96.41",
    "4, 5",
    "12345, 12346",
    "1E5, 1E6",
    "1.2345E-9, 1.2355E-9",
    "0, NaN",
    "∞, -∞",
    "'[1, 2]', '[1, 2, 3]'",
    "'[1, 2, 3]', '[1, 2]'",
    "float32, float64",
    "-1, 1",
    "0, 1E-9",
  })
  void anything_else_is_a_difference(String stored, String run) {
    assertThat(Comparison.texts(stored, run, 0)).isPresent();
  }

  @Nested
  class Pictures {
    private static String picture(int width, int x, Color color) {
      BufferedImage picture = new BufferedImage(width, 200, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = picture.createGraphics();
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, 200);
      graphics.setColor(color);
      graphics.fillRect(x, 0, 4, 200);
      graphics.dispose();
      return Png.base64(picture);
    }

    @Test
    void the_same_is_the_same_though_fonts_may_differ() {
      assertThat(
              Comparison.pictures(picture(300, 80, Color.RED), picture(300, 80, Color.RED), false))
          .isEmpty();
      Color almost = new Color(0xf0, 0x08, 0x08);
      assertThat(Comparison.pictures(picture(300, 80, Color.RED), picture(300, 80, almost), false))
          .isEmpty();
    }

    @Test
    void finds_a_line_that_has_moved_and_one_of_another_color() {
      String stored = picture(300, 80, Color.RED);
      assertThat(Comparison.pictures(stored, picture(300, 88, Color.RED), false))
          .hasValueSatisfying(difference -> assertThat(difference).startsWith("has another look"));
      assertThat(Comparison.pictures(stored, picture(300, 80, Color.BLUE), false)).isPresent();
    }

    @Test
    void finds_another_size() {
      assertThat(
              Comparison.pictures(picture(300, 80, Color.RED), picture(310, 80, Color.RED), true))
          .hasValue("is stored as 300 x 200, the run made it 310 x 200");
    }

    @Test
    void finds_what_is_no_picture() {
      assertThat(Comparison.pictures("", picture(300, 80, Color.RED), false))
          .hasValue("cannot be read");
    }
  }
}
