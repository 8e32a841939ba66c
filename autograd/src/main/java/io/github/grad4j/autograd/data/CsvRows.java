package io.github.grad4j.autograd.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/** The lines of a CSV file, each checked and turned into numbers. */
final class CsvRows implements ExampleReader {
  /** Further mistakes are looked for in so many lines behind the first. */
  private static final int LOOK_AHEAD = 1000;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Path name;
  private final Csv csv;
  private final CsvClasses classes;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final List<String> header;
  private final int[] featureColumns;
  private final int[] labelColumns;

  /** The next example, if there is one. */
  private final double[] features;

  private final double[] targets;

  /** 0 where labels are not read. */
  private int classId;

  private boolean waiting;

  /** Where the record that was read last begins. */
  private long line;

  /** Takes over the stream. */
  CsvRows(InputStream in, Path name, Csv csv, CsvClasses classes) throws IOException {
    this.name = name;
    this.csv = csv;
    this.classes = classes;
    reader =
        CsvReader.builder()
            .fieldSeparator(csv.separator())
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(
                new InputStreamReader(
                    withoutMark(in),
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    records = reader.iterator();
    header = readHeader();
    labelColumns = csv.labelsRead().stream().mapToInt(this::column).toArray();
    featureColumns = findFeatures();
    features = new double[featureColumns.length];
    targets = new double[labelColumns.length];
  }

  /** A quote is one only at the beginning of a field, where the mark would stand. */
  private static InputStream withoutMark(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(buffered.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      buffered.reset();
    }
    return buffered;
  }

  private List<String> readHeader() throws IOException {
    if (!advances()) {
      throw new FileException(
          name, "expected a first line with the names of the columns, found nothing");
    }
    return nextRecord().getFields().stream().map(String::strip).toList();
  }

  private int column(String column) {
    return header.indexOf(column);
  }

  private int[] findFeatures() throws FileException {
    List<String> wanted = new ArrayList<>(csv.features());
    if (wanted.isEmpty()) {
      wanted.addAll(header);
      wanted.removeAll(csv.labels());
    }
    List<String> used = new ArrayList<>(wanted);
    used.addAll(csv.labelsRead());
    for (String column : used) {
      int times = Collections.frequency(header, column);
      if (times != 1) {
        throw new FileException(
            name,
            "expected one column "
                + Mistakes.quoted(column)
                + ", found "
                + times
                + "; the columns are "
                + header.stream().map(Mistakes::quoted).collect(Collectors.joining(", ")));
      }
      if (column.isEmpty()) {
        throw new FileException(
            name,
            "expected a name for every column, found none for column "
                + (column(column) + 1)
                + "; name it, or say which columns are features (Csv.withFeatures)");
      }
    }
    if (wanted.isEmpty()) {
      throw new FileException(name, "expected a column besides the labels, found none");
    }
    return wanted.stream().mapToInt(this::column).toArray();
  }

  List<String> featureNames() {
    return IntStream.of(featureColumns).mapToObj(header::get).toList();
  }

  CsvClasses classes() {
    return classes;
  }

  @Override
  public Path name() {
    return name;
  }

  @Override
  public TensorType features() {
    return new TensorType(csv.dataType(), Shape.of(featureColumns.length));
  }

  @Override
  public TensorType label() {
    return csv.kind() == Csv.Kind.TARGETS
        ? new TensorType(csv.dataType(), Shape.of(labelColumns.length))
        : new TensorType(DataType.INT64, Shape.scalar());
  }

  @Override
  public boolean hasNext() throws IOException {
    if (!waiting && advances()) {
      Mistakes mistakes = new Mistakes(name);
      parse(nextRecord(), mistakes);
      if (!mistakes.isEmpty()) {
        lookAhead(mistakes);
        throw mistakes.exception();
      }
      waiting = true;
    }
    return waiting;
  }

  private void lookAhead(Mistakes mistakes) throws IOException {
    long last = line + LOOK_AHEAD;
    try {
      while (!mistakes.areEnough() && line < last && advances()) {
        parse(nextRecord(), mistakes);
      }
    } catch (FileException e) {
      mistakes.add(line, "what follows cannot be read");
    }
  }

  @Override
  public void read(Cells featureCells, Cells labelCells, int row) {
    for (int i = 0; i < features.length; i++) {
      featureCells.set(row * features.length + i, features[i]);
    }
    if (csv.kind() == Csv.Kind.TARGETS) {
      for (int i = 0; i < targets.length; i++) {
        labelCells.set(row * targets.length + i, targets[i]);
      }
    } else {
      labelCells.setLong(row, classId);
    }
    waiting = false;
  }

  /** Leaves the next example out. */
  void skip() {
    waiting = false;
  }

  /** Whether there is another record; what the reader cannot make sense of is the file's fault. */
  private boolean advances() throws IOException {
    try {
      return records.hasNext();
    } catch (CsvParseException e) {
      throw new FileException(name, "after line " + line + ": " + told(e), e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new FileException(
            name, "after line " + line + ": expected UTF-8 text, found other bytes", e);
      }
      throw e.getCause();
    }
  }

  private static String told(CsvParseException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  private CsvRecord nextRecord() {
    CsvRecord next = records.next();
    line = next.getStartingLineNumber();
    return next;
  }

  private void parse(CsvRecord row, Mistakes mistakes) {
    if (row.getFieldCount() != header.size()) {
      mistakes.add(
          line,
          "expected "
              + header.size()
              + " fields as in the first line, found "
              + row.getFieldCount());
      return;
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = number(row, featureColumns[i], mistakes);
    }
    if (csv.kind() == Csv.Kind.CLASSES) {
      classId = classId(row, labelColumns[0], mistakes);
    } else {
      for (int i = 0; i < targets.length; i++) {
        targets[i] = number(row, labelColumns[i], mistakes);
      }
    }
  }

  private int classId(CsvRecord row, int column, Mistakes mistakes) {
    String label = row.getField(column).strip();
    if (label.isEmpty()) {
      add(mistakes, column, "a class", label);
      return 0;
    }
    OptionalInt id = classes.id(label);
    if (id.isEmpty()) {
      add(mistakes, column, "one of the " + classes.names().size() + " classes given", label);
    }
    return id.orElse(0);
  }

  private double number(CsvRecord row, int column, Mistakes mistakes) {
    String text = row.getField(column).strip();
    if (!isDecimal(text)) {
      add(mistakes, column, "a number", text);
      return 0;
    }
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      add(mistakes, column, "a number", text);
      return 0;
    }
    double stored = csv.dataType() == DataType.FLOAT ? (float) number : number;
    if (Double.isInfinite(stored)) {
      add(mistakes, column, "a number within " + csv.dataType(), text);
    }
    return number;
  }

  /** Whether Java's words, hexadecimal numbers and suffixes are ruled out. */
  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private void add(Mistakes mistakes, int column, String expected, String found) {
    mistakes.add(
        line,
        "column "
            + Mistakes.quoted(header.get(column))
            + ": expected "
            + expected
            + ", found "
            + (found.isEmpty() ? "nothing" : Mistakes.quoted(found)));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
