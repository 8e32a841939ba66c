package io.github.grad4j.autograd.data;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.TypeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a file of comma-separated values is read: which columns are labels, which are features.
 *
 * <pre>{@code
 * Dataset iris = Csv.ofClasses("species").read(Path.of("iris.csv"));
 * Dataset houses = Csv.ofTargets("price").withFeatures(List.of("rooms", "area")).read(path);
 * }</pre>
 *
 * <p>The file is UTF-8 text as in RFC 4180, with or without a byte order mark: its first line names
 * the columns, fields may be quoted, and a quoted field may hold separators, line ends and doubled
 * quotes. Empty lines are skipped.
 *
 * <p>Features and targets are decimal numbers, finite in their type; blanks around a value do not
 * count. <b>Nothing is guessed</b>: an empty field, {@code NA}, {@code NaN}, {@code Infinity}, a
 * number with a unit or a line of another length is refused, with its line, column and value. Up to
 * ten mistakes are told at once: those of the first line that has one, and of the 1,000 behind it.
 *
 * <p>A class is any text. Classes are numbered in the order of their names, from 0: by value if all
 * are integers, otherwise by their UTF-16 code units.
 *
 * <p>Immutable.
 */
public final class Csv {
  private final List<String> labels;
  private final Kind kind;
  private final List<String> features;
  private final List<String> classNames;
  private final DataType dataType;
  private final char separator;

  /** What the label columns hold. */
  enum Kind {
    CLASSES,
    TARGETS,
    /** Whatever: they are not read, and need not be there. */
    UNREAD
  }

  private Csv(
      List<String> labels,
      Kind kind,
      List<String> features,
      List<String> classNames,
      DataType dataType,
      char separator) {
    this.labels = labels;
    this.kind = kind;
    this.features = features;
    this.classNames = classNames;
    this.dataType = dataType;
    this.separator = separator;
  }

  /**
   * Files with a column that holds the class of each example; all others are features, DOUBLE.
   *
   * @param label the name of the column
   * @return how to read them
   */
  public static Csv ofClasses(String label) {
    return of(List.of(requireNonNull(label, "label")), Kind.CLASSES);
  }

  /**
   * Files with columns that hold the targets of a regression; all others are features, DOUBLE.
   *
   * @param first the name of a column
   * @param rest the names of further columns
   * @return how to read them; the targets have the shape {@code [n, columns]}
   */
  public static Csv ofTargets(String first, String... rest) {
    List<String> names = new ArrayList<>();
    names.add(requireNonNull(first, "first"));
    names.addAll(ArgumentException.copyOf(Arrays.asList(requireNonNull(rest, "rest")), "rest"));
    requireDistinct(names);
    return of(List.copyOf(names), Kind.TARGETS);
  }

  private static Csv of(List<String> labels, Kind kind) {
    return new Csv(labels, kind, List.of(), List.of(), DataType.DOUBLE, ',');
  }

  private static void requireDistinct(List<String> columns) {
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new ArgumentException("a column is read once, but the columns are " + columns);
    }
  }

  /**
   * Only these columns as features; others are not looked at.
   *
   * @param columns their names, in the order that the features are to have
   * @return how to read such files
   * @throws ArgumentException if there is no column, or one is named twice or a label
   */
  public Csv withFeatures(List<String> columns) {
    List<String> copy = ArgumentException.copyOf(columns, "columns");
    if (copy.isEmpty()) {
      throw new ArgumentException("an example has a feature or more, but no column is given");
    }
    List<String> all = new ArrayList<>(copy);
    all.addAll(labels);
    requireDistinct(all);
    return new Csv(labels, kind, copy, classNames, dataType, separator);
  }

  /**
   * These classes, numbered as in the list; a label with another name is refused.
   *
   * @param names of the classes, such as those of the data set that a model was trained on
   * @return how to read such files
   * @throws ArgumentException if there is no name, two are equal, or the labels are targets
   */
  public Csv withClassNames(List<String> names) {
    List<String> copy = ArgumentException.copyOf(names, "names");
    if (kind == Kind.TARGETS) {
      throw new ArgumentException("targets are numbers without names; use Csv.ofClasses");
    }
    if (copy.isEmpty() || new HashSet<>(copy).size() < copy.size()) {
      throw new ArgumentException("names of classes differ, but they are " + copy);
    }
    return new Csv(labels, kind, features, copy, dataType, separator);
  }

  /**
   * Another type of features and targets.
   *
   * @param type FLOAT or DOUBLE
   * @return how to read such files
   * @throws TypeException if it is neither
   */
  public Csv withType(DataType type) {
    requireNonNull(type, "type");
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new TypeException("features are FLOAT or DOUBLE, but the type is " + type);
    }
    return new Csv(labels, kind, features, classNames, type, separator);
  }

  /**
   * Another separator of fields.
   *
   * @param character such as {@code ';'} or {@code '\t'}
   * @return how to read such files
   * @throws ArgumentException if it is a quote or ends a line
   */
  public Csv withSeparator(char character) {
    if (character == '"' || character == '\n' || character == '\r') {
      throw new ArgumentException(
          "fields are separated by a character that is no quote and does not end a line");
    }
    return new Csv(labels, kind, features, classNames, dataType, character);
  }

  /**
   * Reads a file to its end.
   *
   * @param file the file
   * @return its examples, with the names of features and classes
   * @throws FileException if it does not hold what it should, with lines and columns
   * @throws IOException if it cannot be read
   */
  public Dataset read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(requireNonNull(file, "file"))) {
      return read(in, file);
    }
  }

  /**
   * Reads a stream to its end, such as a resource or a file that is unpacked meanwhile.
   *
   * @param in the text; not closed
   * @param name what messages call it
   * @return its examples, with the names of features and classes
   * @throws FileException if it does not hold what it should, with lines and columns
   * @throws IOException if it cannot be read
   */
  public Dataset read(InputStream in, Path name) throws IOException {
    requireNonNull(in, "in");
    requireNonNull(name, "name");
    CsvRows rows = new CsvRows(in, name, this, new CsvClasses(classNames));
    InMemory all = InMemory.of(rows);
    INDArray numbers = all.features().array();
    INDArray told = all.labels().array();
    return kind == Kind.TARGETS
        ? Dataset.ofTargets(numbers, told, rows.featureNames())
        : rows.classes().dataset(numbers, told.toLongVector(), rows.featureNames());
  }

  /**
   * Reads the features of a file to its end: of examples that are still to be told. Columns of
   * labels are not looked at, and need not be there.
   *
   * @param file the file
   * @return FLOAT or DOUBLE {@code [n, features]}, a new array
   * @throws FileException if it does not hold what it should, with lines and columns
   * @throws IOException if it cannot be read
   */
  public INDArray readFeatures(Path file) throws IOException {
    Csv unread = new Csv(labels, Kind.UNREAD, features, classNames, dataType, separator);
    try (CsvRows rows = unread.open(requireNonNull(file, "file"), new CsvClasses(List.of()))) {
      return InMemory.of(rows).features().array();
    }
  }

  /**
   * Batches of a file that may be larger than memory, read in its order in each epoch.
   *
   * <p>Unless the classes are given ({@link #withClassNames}), the file is read to its end once
   * beforehand to learn them, which finds its mistakes as well.
   *
   * @param file the file, which is opened for each epoch
   * @param batchSize how many examples a batch has
   * @return the batches
   * @throws FileException if its first line is not what it should be, or, where it is read to its
   *     end, any other
   * @throws IOException if it cannot be read
   * @throws io.github.grad4j.core.ShapeException if the size is not positive
   */
  public StreamedBatches stream(Path file, int batchSize) throws IOException {
    return stream(requireNonNull(file, "file"), batchSize, batchSize, Optional.empty());
  }

  /**
   * Batches of a file that may be larger than memory, drawn at random from a buffer that moves
   * along the file; else as {@link #stream(Path, int)}.
   *
   * @param file the file, which is opened for each epoch
   * @param batchSize how many examples a batch has
   * @param buffer how many examples a batch is drawn from, and memory holds
   * @param seed fixes the orders
   * @return the batches
   * @throws FileException if its first line is not what it should be, or, where it is read to its
   *     end, any other
   * @throws IOException if it cannot be read
   * @throws io.github.grad4j.core.ShapeException if the size is not positive
   * @throws ArgumentException if the buffer is smaller than a batch
   */
  public StreamedBatches streamShuffled(Path file, int batchSize, int buffer, long seed)
      throws IOException {
    return stream(requireNonNull(file, "file"), batchSize, buffer, Optional.of(seed));
  }

  private StreamedBatches stream(Path file, int batchSize, int buffer, Optional<Long> seed)
      throws IOException {
    CsvClasses classes = new CsvClasses(classNames);
    List<String> columns;
    try (CsvRows rows = open(file, classes)) {
      columns = rows.featureNames();
      while (kind == Kind.CLASSES && classNames.isEmpty() && rows.hasNext()) {
        rows.skip();
      }
    }
    List<String> names = classNames.isEmpty() ? classes.sortedNames() : classNames;
    return new StreamedBatches(
        () -> open(file, new CsvClasses(names)),
        new StreamedBatches.Names(names, columns),
        batchSize,
        buffer,
        seed);
  }

  private CsvRows open(Path file, CsvClasses classes) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new CsvRows(in, file, this, classes);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The columns that are read besides the features. */
  List<String> labelsRead() {
    return kind == Kind.UNREAD ? List.of() : labels;
  }

  List<String> labels() {
    return labels;
  }

  Kind kind() {
    return kind;
  }

  /** None if all other columns are features. */
  List<String> features() {
    return features;
  }

  DataType dataType() {
    return dataType;
  }

  char separator() {
    return separator;
  }
}
