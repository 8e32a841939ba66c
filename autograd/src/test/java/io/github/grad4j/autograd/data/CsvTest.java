package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class CsvTest {
  private static final Path NAME = Path.of("trees.csv");
  private static final Csv TREES = Csv.ofClasses("tree");

  private static Dataset read(Csv csv, String text) throws IOException {
    return csv.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), NAME);
  }

  private static void assertRefused(Csv csv, String text, String message) {
    assertThatThrownBy(() -> read(csv, text))
        .isInstanceOf(FileException.class)
        .hasMessage(NAME + ": " + message);
  }

  @Test
  void columns_are_features_and_classes() throws IOException {
    Dataset trees = read(TREES, "height,tree,age\n3.5,yew,70\n-1e1,ash,.5\n+2,yew,1\n");
    assertThat(trees.featuresType()).isEqualTo(new TensorType(DataType.DOUBLE, Shape.of(3, 2)));
    assertThat(trees.features().toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{3.5, 70}, {-10, 0.5}, {2, 1}});
    assertThat(trees.featureNames()).containsExactly("height", "age");
    assertThat(trees.classNames()).containsExactly("ash", "yew");
    assertThat(trees.classes()).containsExactly(1, 0, 1);
  }

  @Test
  void a_file_is_read(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "x,tree\n1,ash\n");
    assertThat(TREES.read(file).example(0)).containsExactly(1);
    assertThatThrownBy(() -> TREES.read(folder.resolve("b.csv")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void fields_may_be_quoted() throws IOException {
    Dataset trees =
        read(TREES, "\"x, in \"\"m\"\"\",tree\r\n\"1.5\",\"ash,\ncommon\"\r\n\r\n 2 , yew \r\n");
    assertThat(trees.featureNames()).containsExactly("x, in \"m\"");
    assertThat(trees.classNames()).containsExactly("ash,\ncommon", "yew");
    assertThat(trees.features().toDoubleVector()).containsExactly(1.5, 2);
  }

  @Test
  void a_byte_order_mark_and_other_separators_are_no_matter() throws IOException {
    Dataset trees = read(TREES.withSeparator(';'), "\ufefftree;größe\nEsche;1\n");
    assertThat(trees.classNames()).containsExactly("Esche");
    assertThat(trees.featureNames()).containsExactly("größe");
    assertThat(read(TREES.withSeparator('\t'), "x\ttree\n1\tash").size()).isEqualTo(1);
  }

  @Test
  void a_quoted_name_may_follow_a_byte_order_mark() throws IOException {
    assertThat(read(TREES, "\ufeff\"x, y\",tree\n1,ash\n").featureNames()).containsExactly("x, y");
  }

  @Test
  void what_cannot_be_read_hides_no_mistake_before_it() {
    assertRefused(
        TREES,
        "x,tree\nlong,ash\n1,\"elm\n",
        """
        2 mistakes
          1. line 2: column 'x': expected a number, found 'long'
          2. line 2: what follows cannot be read\
        """);
  }

  @Test
  void integers_as_classes_are_in_the_order_of_their_values() throws IOException {
    Dataset numbers = read(TREES, "x,tree\n0,10\n0,9\n0,-1\n0,9\n");
    assertThat(numbers.classNames()).containsExactly("-1", "9", "10");
    assertThat(numbers.classes()).containsExactly(2, 1, 0, 1);
    assertThat(read(TREES, "x,tree\n0,10\n0,9\n0,b\n").classNames())
        .containsExactly("10", "9", "b");
  }

  @Test
  void classes_may_be_given() throws IOException {
    Csv csv = TREES.withClassNames(List.of("yew", "elm", "ash"));
    Dataset trees = read(csv, "x,tree\n1,ash\n2,yew\n");
    assertThat(trees.classNames()).containsExactly("yew", "elm", "ash");
    assertThat(trees.classes()).containsExactly(2, 0);
    assertRefused(
        csv,
        "x,tree\n1,ash\n2,fir\n",
        "line 3: column 'tree': expected one of the 3 classes given, found 'fir'");
  }

  @Test
  void features_may_be_chosen() throws IOException {
    Csv csv = TREES.withFeatures(List.of("age", "x")).withType(DataType.FLOAT);
    Dataset trees = read(csv, "x,note,tree,age\n1,NA,ash,0.1\n");
    assertThat(trees.featureNames()).containsExactly("age", "x");
    assertThat(trees.featuresType().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(trees.example(0)).containsExactly(0.1f, 1);
  }

  @Test
  void features_are_read_without_labels(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "height,age\n3.5,70\n2,1\n");
    double[][] both = {{3.5, 70}, {2, 1}};
    assertThat(TREES.readFeatures(file).toDoubleMatrix()).isDeepEqualTo(both);
    Files.writeString(file, "height,tree,age\n3.5,,70\n2,yew,1\n");
    assertThat(TREES.readFeatures(file).toDoubleMatrix()).isDeepEqualTo(both);
    Csv ages = Csv.ofTargets("height", "tree").withFeatures(List.of("age"));
    assertThat(ages.readFeatures(file).toDoubleVector()).containsExactly(70, 1);
    Csv girths = TREES.withFeatures(List.of("girth"));
    assertThatThrownBy(() -> girths.readFeatures(file)).hasMessageContaining("'girth'");
    Files.writeString(file, "height\nhigh\n");
    assertThatThrownBy(() -> TREES.readFeatures(file)).hasMessageContaining("high");
  }

  @Test
  void targets_are_columns_of_numbers() throws IOException {
    Dataset houses = read(Csv.ofTargets("price", "tax"), "price,rooms,tax\n1,2,3\n4,5,6\n");
    assertThat(houses.labels().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 3}, {4, 6}});
    assertThat(houses.features().toDoubleVector()).containsExactly(2, 5);
    assertThat(houses.classNames()).isEmpty();
    assertThat(read(Csv.ofTargets("price"), "price,rooms\n1,2\n4,5\n").labelsType().shape())
        .isEqualTo(Shape.of(2, 1));
    assertRefused(
        Csv.ofTargets("price"),
        "price,rooms\n?,2\n",
        "line 2: column 'price': expected a number, found '?'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NA",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "null",
        "?",
        "1,5",
        "1.5f",
        "2d",
        "0x1p3",
        "1e",
        "--1",
        "1 2",
        "٣"
      })
  void what_is_no_number_is_refused(String value) {
    assertRefused(
        TREES,
        "x,tree\n1,ash\n\"" + value + "\",ash\n",
        "line 3: column 'x': expected a number, found '" + value + "'");
  }

  @Test
  void a_missing_value_is_refused() {
    assertRefused(
        TREES, "x,tree\n1,ash\n ,ash\n", "line 3: column 'x': expected a number, found nothing");
    assertRefused(
        TREES, "x,tree\n1,ash\n2,\n", "line 3: column 'tree': expected a class, found nothing");
  }

  @Test
  void a_number_is_finite_in_its_type() throws IOException {
    assertRefused(
        TREES,
        "x,tree\n-1e999,ash\n",
        "line 2: column 'x': expected a number within DOUBLE, found '-1e999'");
    assertThat(read(TREES, "x,tree\n1e39,ash\n").example(0)).containsExactly(1e39);
    assertRefused(
        TREES.withType(DataType.FLOAT),
        "x,tree\n1e39,ash\n",
        "line 2: column 'x': expected a number within FLOAT, found '1e39'");
  }

  @Test
  void lines_of_another_length_are_refused() {
    assertRefused(
        TREES,
        "x,tree\n1,ash\n2\n3,elm,4\n",
        """
        2 mistakes
          1. line 3: expected 2 fields as in the first line, found 1
          2. line 4: expected 2 fields as in the first line, found 3\
        """);
  }

  @Test
  void several_mistakes_are_told_at_once_up_to_ten() {
    StringBuilder text = new StringBuilder("x,y,tree\n");
    for (int i = 0; i < 20; i++) {
      text.append("1,\"a\nb\",\n");
    }
    assertThatThrownBy(() -> read(TREES, text.toString()))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(
            NAME
                + ": 10 mistakes, perhaps more\n"
                + "  1. line 2: column 'y': expected a number, found 'a\ufffdb'\n"
                + "  2. line 2: column 'tree': expected a class, found nothing\n"
                + "  3. line 4: column 'y'")
        .hasMessageContaining("\n  10. line 10: column 'tree'")
        .hasMessageNotContaining("11.");
  }

  @Test
  void a_long_value_is_told_in_part() {
    assertRefused(
        TREES,
        "x,tree\n" + "z".repeat(100) + ",ash\n",
        "line 2: column 'x': expected a number, found '" + "z".repeat(40) + "…'");
  }

  @Test
  void mistakes_far_behind_the_first_are_not_waited_for() {
    String text = "x,tree\n?,ash\n" + "1,ash\n".repeat(2000) + "!,ash\n";
    assertRefused(TREES, text, "line 2: column 'x': expected a number, found '?'");
  }

  @Test
  void a_file_without_examples_is_refused() {
    assertRefused(TREES, "x,tree\n", "expected examples, found none");
    assertRefused(TREES, "", "expected a first line with the names of the columns, found nothing");
  }

  @Test
  void a_column_is_there_once() {
    assertRefused(
        TREES,
        "x,plant\n1,ash\n",
        "expected one column 'tree', found 0; the columns are 'x', 'plant'");
    assertRefused(
        TREES,
        "x,x,tree\n1,2,ash\n",
        "expected one column 'x', found 2; the columns are 'x', 'x', 'tree'");
    assertRefused(TREES, "tree\nash\n", "expected a column besides the labels, found none");
    assertRefused(
        TREES,
        ",x,tree\n0,1,ash\n",
        "expected a name for every column, found none for column 1; name it, or say which columns"
            + " are features (Csv.withFeatures)");
  }

  @Test
  void other_bytes_than_utf_8_are_refused() {
    byte[] latin = "x,tree\n1,Föhre\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> TREES.read(new ByteArrayInputStream(latin), NAME))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("expected UTF-8 text, found other bytes");
  }

  @Test
  void an_open_quote_is_refused() {
    assertThatThrownBy(() -> read(TREES, "x,tree\n1,ash\n2,\"elm\n3,yew\n"))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(NAME + ": after line 2: ")
        .hasMessageContaining("Unclosed quoted field");
    assertThatThrownBy(() -> read(TREES, "x,tree\n1,\"ash\"tree\n"))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("Unexpected character after closing quote");
  }

  @Test
  void what_cannot_be_read_is_refused_beforehand() {
    assertThatThrownBy(() -> TREES.withFeatures(List.of("x", "tree")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a column is read once, but the columns are [x, tree, tree]");
    assertThatThrownBy(() -> TREES.withFeatures(List.of())).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Csv.ofTargets("y", "y")).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Csv.ofTargets("y").withClassNames(List.of("a")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("targets are numbers without names");
    assertThatThrownBy(() -> TREES.withClassNames(List.of("a", "a")))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> TREES.withType(DataType.INT64)).isInstanceOf(TypeException.class);
    assertThatThrownBy(() -> TREES.withSeparator('"')).isInstanceOf(ArgumentException.class);
  }
}
