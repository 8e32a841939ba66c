package io.github.grad4j.autograd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
  private static final String W =
      "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  /** Room for what does not grow with the file: buffers, and whatever classes are loaded. */
  private static final long FIXED_BYTES = 4 << 20;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("net.safetensors");
  }

  @Test
  void what_python_wrote_is_read() throws IOException {
    NamedTensors python = SafeTensors.read(Samples.python("python.safetensors"));
    assertThat(python.names()).containsExactly("n", "b", "e", "w", "ä", "m");
    assertThat(python.metadata()).isEqualTo(Map.of("by", "safetensors, \"Python\""));
    Samples.assertHolds(python, Samples.all());
    assertThat(python.constant("ä").evaluate().getFloat(0)).isEqualTo(2.5f);
  }

  @Test
  void what_is_written_has_the_very_bytes_of_python() throws IOException {
    Variable last = Variable.of("ä", new float[] {2.5f}, Shape.of(1));
    List<Variable> variables =
        List.of(last, Samples.m(), Samples.w(), Samples.e(), Samples.n(), Samples.b());
    SafeTensors.write(file(), variables, Map.of("by", "safetensors, \"Python\""));
    assertThat(file()).hasSameBinaryContentAs(Samples.python("python.safetensors"));
  }

  /** A reader that knows nothing of ours: the format by its description. */
  @Test
  void every_byte_stands_where_the_format_says() throws IOException {
    SafeTensors.write(file(), Samples.all(), Map.of("b", "2", "a", "1"));
    byte[] bytes = Files.readAllBytes(file());
    int length = 0;
    for (int i = 7; i >= 0; i--) {
      length = length << 8 | (bytes[i] & 0xff);
    }
    assertThat(length % 8).isZero();
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    assertThat(header).startsWith("{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},").endsWith(" ");
    JsonNode json = new ObjectMapper().readTree(header);
    ByteBuffer data =
        ByteBuffer.wrap(bytes, 8 + length, bytes.length - 8 - length)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(json).hasSize(6);
    assertThat(json.at("/w/dtype").asText()).isEqualTo("F32");
    assertThat(json.at("/w/shape").toString()).isEqualTo("[2,3]");
    int w = json.at("/w/data_offsets/0").asInt();
    for (int i = 0; i < Samples.W.length; i++) {
      assertThat(data.getFloat(w + 4 * i)).isEqualTo(Samples.W[i]);
    }
    assertThat(json.at("/w/data_offsets/1").asInt()).isEqualTo(w + 24);
    int b = json.at("/b/data_offsets/0").asInt();
    assertThat(data.getDouble(b + 8)).isEqualTo(-Math.PI);
    assertThat(json.at("/n/shape").toString()).isEqualTo("[]");
    assertThat(data.getLong(json.at("/n/data_offsets/0").asInt())).isEqualTo(Samples.N);
    int m = json.at("/m/data_offsets/0").asInt();
    assertThat(Arrays.copyOfRange(bytes, 8 + length + m, bytes.length)).containsExactly(1, 0, 1);
    assertThat(json.at("/e/shape").toString()).isEqualTo("[0,4]");
  }

  @Test
  void values_are_kept_bit_for_bit() throws IOException {
    float[] floats = {
      Float.intBitsToFloat(0x7fc12345), Float.intBitsToFloat(0xff812345), Float.MIN_VALUE, -0.0f
    };
    double[] doubles = {
      Double.longBitsToDouble(0x7ff8_1234_5678_9abcL), Double.MIN_VALUE, -0.0, Double.MAX_VALUE
    };
    long[] longs = {Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1, -1};
    List<Variable> variables =
        List.of(
            Variable.of("f", floats, Shape.of(4)),
            Variable.of("d", doubles, Shape.of(2, 2)),
            Variable.of("l", longs, Shape.of(4, 1)));
    SafeTensors.write(file(), variables);
    Samples.assertHolds(SafeTensors.read(file()), variables);
    assertThat(Samples.bits(SafeTensors.read(file()).constant("f")))
        .containsExactly(0x7fc12345, 0xff812345, 1, 0x80000000);
    assertThat(Samples.bits(SafeTensors.read(file()).constant("l"))).isEqualTo(longs);
  }

  @Test
  void large_tensors_are_written_and_read_in_pieces() throws IOException {
    int n = 100_003;
    double[] doubles = new double[n];
    boolean[] truths = new boolean[n];
    for (int i = 0; i < n; i++) {
      doubles[i] = Math.sin(i);
      truths[i] = doubles[i] > 0;
    }
    List<Variable> variables =
        List.of(Variable.of("d", doubles, Shape.of(n)), Variable.of("t", Constant.of(truths)));
    SafeTensors.write(file(), variables);
    Samples.assertHolds(SafeTensors.read(file()), variables);
  }

  @Test
  void equal_contents_have_equal_bytes() throws IOException {
    Path other = folder.resolve("other.safetensors");
    SafeTensors.write(file(), Samples.all(), Map.of("a", "1", "b", "2", "c", "3"));
    SafeTensors.write(
        other,
        List.of(Samples.e(), Samples.m(), Samples.n(), Samples.b(), Samples.w()),
        Map.of("c", "3", "b", "2", "a", "1"));
    assertThat(other).hasSameBinaryContentAs(file());
  }

  @Test
  void nothing_is_a_file_too() throws IOException {
    SafeTensors.write(file(), List.of());
    assertThat(Files.readAllBytes(file())).isEqualTo(Samples.safeTensors("{}      ", 0));
    assertThat(SafeTensors.read(file()).names()).isEmpty();
  }

  @Test
  void texts_of_any_characters_come_back() throws IOException {
    Map<String, String> texts =
        Map.of("", "", "quote\"", "\\\n\t\u0001", "smile \ud83d\ude00", "é");
    SafeTensors.write(file(), List.of(), texts);
    assertThat(SafeTensors.read(file()).metadata()).isEqualTo(texts);
  }

  @Test
  void a_file_is_replaced_and_nothing_else_is_left_in_the_folder() throws IOException {
    SafeTensors.write(file(), Samples.all());
    SafeTensors.write(file(), List.of(Samples.b()));
    assertThat(SafeTensors.read(file()).names()).containsExactly("b");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file()));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void names_that_the_format_does_not_take_are_refused_all_at_once() {
    Variable reserved = Variable.of("__metadata__", new double[1], Shape.of(1));
    Variable broken = Variable.of("\ud800", new double[1], Shape.of(1));
    assertThatThrownBy(
            () ->
                SafeTensors.write(
                    file(),
                    List.of(Samples.w(), reserved, Samples.w(), broken),
                    Map.of("k", "\udc00")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("breaks 4 rules")
        .hasMessageContaining("two variables are called w; give them different names")
        .hasMessageContaining("the format keeps texts under the name __metadata__")
        .hasMessageContaining("half a pair of surrogates");
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_folder_that_is_not_there_is_told_before_anything_is_written() {
    assertThatThrownBy(() -> SafeTensors.write(folder.resolve("no/net.safetensors"), Samples.all()))
        .isInstanceOf(FileException.class)
        .hasMessageEndingWith(
            "net.safetensors: a file is written to a folder that exists; create it first, and name"
                + " a file in it");
    assertThatThrownBy(() -> SafeTensors.write(folder, Samples.all()))
        .isInstanceOf(FileException.class);
  }

  private FileException refused(byte[] bytes) throws IOException {
    Path path = Samples.write(folder, "net.safetensors", bytes);
    return catchThrowableOfType(FileException.class, () -> SafeTensors.read(path));
  }

  @Test
  void a_file_that_is_not_there_is_told_with_its_place() {
    assertThatThrownBy(() -> SafeTensors.read(folder.resolve("no.safetensors")))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "%s: there is no such file; look at the path, here %s",
            folder.resolve("no.safetensors"), folder.resolve("no.safetensors").toAbsolutePath());
    assertThatThrownBy(() -> SafeTensors.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("this is a folder");
  }

  @Test
  void a_length_beyond_the_limit_is_told() throws IOException {
    byte[] bytes = "\0\0\0\0\0\0\1\0{}".getBytes(StandardCharsets.UTF_8);
    assertThat(refused(bytes))
        .hasMessage(
            file()
                + ": a safetensors file begins with the length of its header, at most 100000000"
                + " bytes, but its first 8 bytes are the number 281474976710656; the file was cut"
                + " short or is damaged, copy it again");
  }

  @Test
  void foreign_files_are_told_by_what_they_look_like() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[100]);
    }
    assertThat(refused(packed.toByteArray()))
        .hasMessage(
            file()
                + ": the header is said to take 559903 bytes, but only 16 follow; it looks like gzip"
                + " data: unpack it first");
    assertThat(refused(Files.readAllBytes(Samples.python("stored.npz"))))
        .hasMessageContaining("it looks like a zip archive: Npz reads those of NumPy");
    assertThat(refused(Files.readAllBytes(Samples.python("f4.npy"))))
        .hasMessageContaining("it looks like an array of NumPy: Npy reads those");
    assertThat(refused("PK\5\6".concat("\0".repeat(18)).getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("it looks like an empty zip archive: Npz reads those");
    byte[] hdf = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 0, 0};
    assertThat(refused(hdf)).hasMessageContaining("it looks like an HDF5 file");
    byte[] pickle = {(byte) 0x80, 4, (byte) 0x95, 30, 0, 0, 0, 0, 0, 0, 0, ']', (byte) 0x94, 'K'};
    assertThat(refused(pickle)).hasMessageContaining("it looks like a pickle of Python, which is");
    assertThat(
            refused(
                "version https://git-lfs.github.com/spec/v1\noid".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("run git lfs pull");
    assertThat(refused("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("it looks like a web page");
    assertThat(refused("weights: 1, 2, 3\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("it looks like text");
    assertThat(refused("w\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("it has 2 bytes; it looks like text");
    assertThat(refused(new byte[0])).hasMessageContaining("it has 0 bytes; it is empty");
  }

  @Test
  void element_types_that_no_tensor_has_are_named() throws IOException {
    assertThatThrownBy(() -> SafeTensors.read(Samples.python("half.safetensors")))
        .isInstanceOf(FileException.class)
        .hasMessageEndingWith(
            "tensor h has dtype F16, but tensors hold F32, F64, I64 or BOOL; convert it to one of"
                + " these before it is saved");
  }

  @Test
  void a_file_that_was_cut_short_is_refused_wherever_it_was() throws IOException {
    byte[] whole = Files.readAllBytes(Samples.python("python.safetensors"));
    for (int length = 0; length < whole.length; length++) {
      assertThat(refused(Arrays.copyOf(whole, length))).as("%d bytes", length).isNotNull();
    }
    assertThat(refused(Arrays.copyOf(whole, whole.length - 1)))
        .hasMessageContaining("the file was cut short or something was added, copy it again");
    assertThat(refused(Arrays.copyOf(whole, whole.length + 1)))
        .hasMessageContaining("the file was cut short or something was added, copy it again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          [] | 0 | begins with {
          {"w":1} | 0 | has an object for each name
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 8 | w stands twice
          {"__metadata__":{"a":1}} | 0 | has a text for each name of metadata
          {"__metadata__":{"a":"1","a":"2"}} | 0 | metadata a stands twice
          {"__metadata__":{},"__metadata__":{}} | 0 | __metadata__ stands twice
          {"w":{"dtype":"F32","shape":[2]}} | 8 | dtype, shape and data_offsets for a tensor
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":[]}} | 8 | dtype, shape and data_offsets alone
          {"w":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 8 | each key of a tensor once
          {"w":{"dtype":4,"shape":[2],"data_offsets":[0,8]}} | 8 | a text for dtype
          {"w":{"dtype":"F32","shape":2,"data_offsets":[0,8]}} | 8 | a list for shape
          {"w":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}} | 8 | whole numbers for shape
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0]}} | 8 | two data_offsets
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}} | 8 | two data_offsets
          {"w":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}} | 8 | nesting depth
          {"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}} | 8 | has shape [-2], but sizes are not negative
          {"w":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}} | 8 | has shape [-1, -2], but sizes are not negative
          {"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | 0 | holds at most 2147483647 bytes
          {"w":{"dtype":"F64","shape":[2147483647],"data_offsets":[0,17179869176]}} | 0 | holds at most 2147483647 bytes
          {"w":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,0]}} | 0 | holds at most 2147483647 bytes
          {"w":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}} | 8 | out of range
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,7]}} | 8 | takes 8 bytes, but its data_offsets are [0, 7]
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | 8 | takes 8 bytes, but its data_offsets are [8, 0]
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}} | 8 | data_offsets are [-8, 0]
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[-9223372036854775808,9223372036854775807]}} | 8 | takes 8 bytes
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}} | 12 | w begins at byte 4 of the data where byte 0 is next
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}} | 12 | v begins at byte 4 of the data where byte 8 is next
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[1],"data_offsets":[9,13]}} | 13 | v begins at byte 9 of the data where byte 8 is next
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 9 | take 8 bytes of data, but 9 bytes follow
          {"w":{"dtype":"F32","shape":[536870911],"data_offsets":[0,2147483644]}} | 9 | take 2147483644 bytes of data, but 9 bytes follow
          {"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}} | 4 | has 33 axes, but
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {} | 8 | has the end
          {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]} | 8 | JSON, but this is not
          {w:1} | 8 | JSON, but this is not
          """)
  void a_header_that_breaks_a_rule_is_refused(String header, int dataBytes, String rule)
      throws IOException {
    assertThat(refused(Samples.safeTensors(header, dataBytes)))
        .hasMessageStartingWith(file() + ": ")
        .hasMessageContaining(rule)
        .hasMessageContaining("; ");
  }

  @Test
  void a_header_that_is_not_utf_8_is_refused() throws IOException {
    byte[] latin = W.replace('w', 'é').getBytes(StandardCharsets.ISO_8859_1);
    byte[] file = Samples.safeTensors("x".repeat(latin.length), 8);
    System.arraycopy(latin, 0, file, 8, latin.length);
    assertThat(refused(file)).hasMessageContaining("is UTF-8, but this is not");
    byte[] wide = ("{" + " ".repeat(40) + "}").getBytes(StandardCharsets.UTF_16LE);
    byte[] wideFile = Samples.safeTensors("x".repeat(wide.length), 0);
    System.arraycopy(wide, 0, wideFile, 8, wide.length);
    assertThat(refused(wideFile)).hasMessageContaining("JSON, but this is not");
  }

  @Test
  void a_truth_value_that_is_neither_is_refused() throws IOException {
    byte[] bytes =
        Samples.safeTensors("{\"m\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[0,3]}}", 3);
    bytes[bytes.length - 1] = 2;
    assertThat(refused(bytes)).hasMessageContaining("a truth value is 0 or 1, but element 2 is 2");
  }

  @Test
  void spaces_and_any_order_in_the_header_are_read() throws IOException {
    String header =
        "{ \"w\" : {\"shape\":[], \"data_offsets\":[4,8], \"dtype\":\"F32\"} ,\n"
            + "\"v\":{\"data_offsets\":[0,4],\"dtype\":\"F32\",\"shape\":[1]}}  ";
    byte[] bytes = Samples.safeTensors(header, 8);
    bytes[bytes.length - 1] = 0x40;
    NamedTensors tensors = SafeTensors.read(Samples.write(folder, "net.safetensors", bytes));
    assertThat(tensors.names()).containsExactly("v", "w");
    assertThat(tensors.constant("w").evaluate().getFloat(0)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 100_000_001, 100_000_000, 1_000})
  void nothing_is_allocated_on_the_word_of_a_length(long length) throws IOException {
    byte[] bytes =
        ByteBuffer.allocate(64)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put((byte) '{')
            .array();
    Path path = Samples.write(folder, "net.safetensors", bytes);
    long allocated =
        Samples.allocated(
            () ->
                assertThatThrownBy(() -> SafeTensors.read(path)).isInstanceOf(FileException.class));
    assertThat(allocated).isLessThan(FIXED_BYTES);
  }

  @Test
  void nothing_is_allocated_on_the_word_of_a_shape() throws IOException {
    byte[] bytes =
        Samples.safeTensors(
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[536870911],\"data_offsets\":[0,2147483644]}}", 8);
    Path path = Samples.write(folder, "net.safetensors", bytes);
    long allocated =
        Samples.allocated(
            () ->
                assertThatThrownBy(() -> SafeTensors.read(path)).isInstanceOf(FileException.class));
    assertThat(allocated).isLessThan(FIXED_BYTES);
  }

  @Test
  void tensors_that_the_heap_cannot_hold_are_refused_before() throws IOException {
    long each = Integer.MAX_VALUE;
    long count = Runtime.getRuntime().maxMemory() / each + 1;
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      header
          .append(i == 0 ? "" : ",")
          .append(
              String.format(
                  "\"t%d\":{\"dtype\":\"BOOL\",\"shape\":[%d],\"data_offsets\":[%d,%d]}",
                  i, each, i * each, (i + 1) * each));
    }
    byte[] bytes = Samples.safeTensors(header.append('}').toString(), 0);
    Path path = Samples.write(folder, "net.safetensors", bytes);
    // The file system stores no block of what is not written.
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(bytes.length + count * each);
    }
    assertThatThrownBy(() -> SafeTensors.read(path))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("its tensors take " + count * each + " bytes, but Java's heap")
        .hasMessageContaining("-Xmx");
  }
}
