package io.github.grad4j.autograd.files;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What stands before the elements of an array of NumPy.
 *
 * @param type element type and shape
 * @param order how the bytes of an element are ordered
 * @param place where the element of a number stands in c order
 */
record NpyHeader(TensorType type, ByteOrder order, IntUnaryOperator place) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** The magic bytes and two of the version. */
  private static final int BEGINNING = MAGIC.length + 2;

  /** The elements begin at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** NumPy itself refuses longer headers, unless told to trust the file. */
  private static final int MAX_BYTES = 10_000;

  /** How many digits the first size may grow to in its place. */
  private static final int ROOM = 21;

  private static final String TEXT = "'[^']*+'|\"[^\"]*+\"";
  private static final String TUPLE = "\\((?:\\s*+\\d{1,18}+L?\\s*+(?:,|(?=\\))))*+\\s*+\\)";
  private static final String FIELD =
      "\\s*+(" + TEXT + ")\\s*+:\\s*+(" + TEXT + "|True|False|" + TUPLE + ")\\s*+";
  private static final Pattern DICTIONARY =
      Pattern.compile("\\s*+\\{" + FIELD + "," + FIELD + "," + FIELD + "(?:,\\s*+)?\\}\\s*+");
  private static final Pattern NUMBER = Pattern.compile("\\d++");

  /** The header of an array, with all that stands before it: as {@code numpy.save} writes it. */
  static byte[] bytes(TensorType type) {
    List<Integer> sizes = type.shape().toList();
    String tuple =
        sizes.stream().map(Object::toString).collect(Collectors.joining(", "))
            + (sizes.size() == 1 ? "," : "");
    String room = sizes.isEmpty() ? "" : " ".repeat(ROOM - sizes.get(0).toString().length());
    String text =
        "{'descr': '"
            + name(type.dataType())
            + "', 'fortran_order': False, 'shape': ("
            + tuple
            + "), }"
            + room;
    int before = BEGINNING + Short.BYTES;
    int end = before + text.length() + 1;
    int length = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - before));
    bytes.put((text + " ".repeat(length - end) + "\n").getBytes(StandardCharsets.US_ASCII));
    return bytes.array();
  }

  private static String name(DataType dataType) {
    return switch (dataType) {
      case FLOAT -> "<f4";
      case DOUBLE -> "<f8";
      case LONG -> "<i8";
      default -> "|b1";
    };
  }

  /** Reads the header, and checks that as many bytes follow as the elements take. */
  static NpyHeader read(Source source) throws IOException {
    String kind = source.kind();
    if (source.left() < BEGINNING || !Arrays.equals(source.read(MAGIC.length), MAGIC)) {
      throw source.mistake("an array of NumPy begins with \\x93NUMPY, but this does not; " + kind);
    }
    byte[] version = source.read(2);
    if (version[0] < 1 || version[0] > 3) {
      throw source.mistake(
          "arrays of NumPy have version 1.0, 2.0 or 3.0, but this has "
              + version[0]
              + "."
              + version[1]
              + "; save it by numpy.save");
    }
    long length = readLength(source, version[0] == 1 ? Short.BYTES : Integer.BYTES);
    if (length > MAX_BYTES) {
      throw source.mistake(
          "the header of an array of numbers takes at most "
              + MAX_BYTES
              + " bytes, but this is said to take "
              + length
              + "; the file is damaged, or its elements are no numbers");
    }
    if (length > source.left()) {
      throw cutShort(source, "the header", length);
    }
    String text = new String(source.read((int) length), StandardCharsets.UTF_8);
    NpyHeader header = parse(source, text);
    long elements = Elements.bytes(header.type);
    if (elements > source.left()) {
      throw cutShort(source, "an array of type " + header.type, elements);
    }
    if (elements < source.left()) {
      throw source.mistake(
          "an array of type "
              + header.type
              + " takes "
              + elements
              + " bytes, but "
              + source.left()
              + " follow its header; only one array may stand in a file, save many by numpy.savez");
    }
    source.requireHeap();
    return header;
  }

  private static FileException cutShort(Source source, String what, long bytes) {
    return source.mistake(
        what
            + " takes "
            + bytes
            + " bytes, but only "
            + source.left()
            + " follow; the file was cut short, copy it again");
  }

  private static long readLength(Source source, int bytes) throws IOException {
    if (source.left() < bytes) {
      throw cutShort(source, "the length of the header", bytes);
    }
    byte[] padded = Arrays.copyOf(source.read(bytes), Long.BYTES);
    return ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Understands the dictionary that NumPy writes as a literal of Python. */
  private static NpyHeader parse(Source source, String literal) throws FileException {
    Matcher dictionary = DICTIONARY.matcher(literal);
    Map<String, String> fields = new HashMap<>();
    if (dictionary.matches()) {
      for (int group = 1; group <= dictionary.groupCount(); group += 2) {
        fields.put(unquoted(dictionary.group(group)), dictionary.group(group + 1));
      }
    }
    String name = fields.getOrDefault("descr", "");
    String fortran = fields.getOrDefault("fortran_order", "");
    String tuple = fields.getOrDefault("shape", "");
    boolean text = name.startsWith("'") || name.startsWith("\"");
    boolean truth = fortran.equals("True") || fortran.equals("False");
    if (!text || !truth || !tuple.startsWith("(")) {
      throw source.mistake(
          "the header of an array of numbers is a dictionary of descr, fortran_order and shape, but"
              + " this is "
              + Source.brief(literal.strip())
              + "; the file is damaged, or holds records: save each of their fields by itself");
    }
    DataType dataType = dataType(source, unquoted(name));
    List<Long> sizes =
        NUMBER.matcher(tuple).results().map(number -> Long.valueOf(number.group())).toList();
    TensorType type = source.type("the array", dataType, sizes);
    return new NpyHeader(
        type,
        name.charAt(1) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        fortran.equals("True") ? fortranOrder(type.shape()) : IntUnaryOperator.identity());
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1);
  }

  private static DataType dataType(Source source, String name) throws FileException {
    return switch (name) {
      case "<f4", ">f4" -> DataType.FLOAT;
      case "<f8", ">f8" -> DataType.DOUBLE;
      case "<i8", ">i8" -> DataType.INT64;
      case "|b1" -> DataType.BOOL;
      case "|O" ->
          throw source.mistake(
              "the array holds pickled objects of Python, which are never read, for that would run"
                  + " the code in them; save numbers, with a.astype(numpy.float64)");
      default ->
          throw source.mistake(
              "the array has dtype "
                  + Source.brief(name)
                  + ", but tensors hold float32, float64, int64 or bool; convert it to one of these"
                  + " before it is saved, with a.astype(...)");
    };
  }

  /** Where elements stand in c order that come with the first axis running fastest. */
  private static IntUnaryOperator fortranOrder(Shape shape) {
    int[] sizes = shape.sizes();
    int[] strides = shape.strides();
    return number -> {
      int left = number;
      int place = 0;
      for (int axis = 0; axis < sizes.length; axis++) {
        place += left % sizes[axis] * strides[axis];
        left /= sizes[axis];
      }
      return place;
    };
  }
}
