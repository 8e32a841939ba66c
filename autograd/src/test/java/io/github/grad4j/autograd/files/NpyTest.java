package io.github.grad4j.autograd.files;

import static io.github.grad4j.ops.Add.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  /** Room for what does not grow with the file: buffers, and whatever classes are loaded. */
  private static final long FIXED_BYTES = 4 << 20;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("a.npy");
  }

  private static Constant python(String name) throws IOException {
    return Npy.read(Samples.python(name));
  }

  @Test
  void what_numpy_wrote_is_read_in_every_type() throws IOException {
    assertSame(python("f4.npy"), Samples.w());
    assertSame(python("version2.npy"), Samples.b());
    assertSame(python("version3.npy"), Samples.b());
    assertSame(python("scalar.npy"), Samples.n());
    assertSame(python("b1.npy"), Samples.m());
    assertSame(python("empty.npy"), Samples.e());
  }

  @Test
  void either_order_of_bytes_is_read() throws IOException {
    assertSame(python("f8_big_endian.npy"), Samples.b());
    assertSame(
        python("i8_big_endian.npy"),
        Constant.of(new long[] {1, -2, (1L << 53) + 1, Long.MIN_VALUE}, Shape.of(2, 2)));
  }

  @Test
  void fortran_order_is_read() throws IOException {
    double[] counted = LongStream.range(0, 24).asDoubleStream().toArray();
    assertSame(python("f8_fortran.npy"), Constant.of(counted, Shape.of(2, 3, 4)));
    assertSame(python("f4_big_endian_fortran.npy"), Samples.w());
  }

  private static void assertSame(
      io.github.grad4j.core.Tensor actual, io.github.grad4j.core.Tensor expected) {
    assertThat(actual.type()).isEqualTo(expected.type());
    assertThat(Samples.bits(actual)).isEqualTo(Samples.bits(expected));
  }

  @Test
  void what_is_written_has_the_very_bytes_of_numpy() throws IOException {
    for (String name : new String[] {"f4", "b1", "scalar", "empty"}) {
      Constant array = python(name + ".npy");
      Npy.write(file(), array);
      assertThat(file()).hasSameBinaryContentAs(Samples.python(name + ".npy"));
    }
  }

  @Test
  void a_formula_is_computed_and_written() throws IOException {
    Variable b = Samples.b();
    Npy.write(file(), add(b, b));
    assertThat(Npy.read(file()).evaluate().getDouble(1)).isEqualTo(-2 * Math.PI);
  }

  @Test
  void every_header_is_a_multiple_of_64_bytes_and_read_again() throws IOException {
    for (int rank = 0; rank <= 20; rank++) {
      int[] sizes = new int[rank];
      Arrays.fill(sizes, 1);
      Constant one = Constant.of(new double[] {rank}, Shape.of(sizes));
      Npy.write(file(), one);
      assertThat((Files.size(file()) - 8) % 64).isZero();
      assertSame(Npy.read(file()), one);
    }
  }

  private FileException refused(byte[] bytes) throws IOException {
    Path path = Samples.write(folder, "a.npy", bytes);
    return catchThrowableOfType(FileException.class, () -> Npy.read(path));
  }

  @Test
  void pickled_objects_are_never_read() {
    assertThatThrownBy(() -> python("objects.npy"))
        .isInstanceOf(FileException.class)
        .hasMessageEndingWith(
            "objects.npy: the array holds pickled objects of Python, which are never read, for that"
                + " would run the code in them; save numbers, with a.astype(numpy.float64)");
  }

  @Test
  void other_elements_are_named() {
    assertThatThrownBy(() -> python("f2.npy"))
        .isInstanceOf(FileException.class)
        .hasMessageEndingWith(
            "the array has dtype <f2, but tensors hold float32, float64, int64 or bool; convert it"
                + " to one of these before it is saved, with a.astype(...)");
    assertThatThrownBy(() -> python("records.npy"))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("but this is {'descr': [('a', '<i4'), ('b', '<f8')], ")
        .hasMessageEndingWith("or holds records: save each of their fields by itself");
  }

  @Test
  void a_file_that_was_cut_short_is_refused_wherever_it_was() throws IOException {
    for (String name : new String[] {"f4.npy", "version2.npy"}) {
      byte[] whole = Files.readAllBytes(Samples.python(name));
      for (int length = 0; length < whole.length; length++) {
        assertThat(refused(Arrays.copyOf(whole, length))).as("%d bytes", length).isNotNull();
      }
      assertThat(refused(Arrays.copyOf(whole, whole.length - 1)))
          .hasMessageContaining("follow; the file was cut short, copy it again");
      assertThat(refused(Arrays.copyOf(whole, whole.length + 1)))
          .hasMessageContaining("only one array may stand in a file");
    }
  }

  @Test
  void foreign_files_are_told_by_what_they_look_like() throws IOException {
    assertThat(refused(Files.readAllBytes(Samples.python("stored.npz"))))
        .hasMessage(
            file()
                + ": an array of NumPy begins with \\x93NUMPY, but this does not; it looks like a"
                + " zip archive: Npz reads those of NumPy; weights of PyTorch are saved by Python's"
                + " safetensors.torch.save_file instead");
    assertThat(refused(Files.readAllBytes(Samples.python("python.safetensors"))))
        .hasMessageEndingWith(
            "if it is a safetensors file, SafeTensors reads it; otherwise it is damaged or of"
                + " another format");
    assertThat(refused("1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageEndingWith("it looks like text");
  }

  @Test
  void another_version_is_refused() throws IOException {
    byte[] bytes = Files.readAllBytes(Samples.python("f4.npy"));
    bytes[6] = 4;
    assertThat(refused(bytes)).hasMessageContaining("but this has 4.0; save it by numpy.save");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{\"shape\": (2L,), \"descr\": \"<f4\", \"fortran_order\": True}   \n",
        "{'shape':(2,1,),'fortran_order':False,'descr':'<f4'}",
        " { 'shape' : ( 1 , 2 ) , 'fortran_order' : False , 'descr' : '<f4' , } "
      })
  void headers_of_other_writers_are_read(String header) throws IOException {
    Path path = Samples.write(folder, "a.npy", Samples.npy(header, 8));
    assertThat(Npy.read(path).shape().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {'descr': '<f4', 'fortran_order': False} | is a dictionary
          {'descr': '<f4', 'descr': '<f4', 'fortran_order': False} | is a dictionary
          {'descr': '<f4', 'fortran_order': 'False', 'shape': (2,)} | is a dictionary
          {'descr': '<f4', 'fortran_order': False, 'shape': '2'} | is a dictionary
          {'descr': '<f4', 'fortran_order': False, 'shape': (-2,)} | is a dictionary
          {'descr': '<f4', 'fortran_order': False, 'shape': (2,,)} | is a dictionary
          {'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,)} | is a dictionary
          {'descr': (), 'fortran_order': False, 'shape': (2,)} | is a dictionary
          {'descr': __import__('os').abort(), 'fortran_order': False, 'shape': (2,)} | is a dictionary
          {'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x | is a dictionary
          {'descr': '', 'fortran_order': False, 'shape': (2,)} | has dtype , but
          {'descr': '<c8', 'fortran_order': False, 'shape': (2,)} | has dtype <c8, but
          {'descr': '<f4', 'fortran_order': False, 'shape': (4294967297,)} | holds at most 2147483647 bytes
          {'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536)} | holds at most 2147483647 bytes
          {'descr': '<f4', 'fortran_order': False, 'shape': (536870911,)} | takes 2147483644 bytes, but only 8 follow
          {'descr': '<f4', 'fortran_order': False, 'shape': (3,)} | takes 12 bytes, but only 8 follow
          {'descr': '<f4', 'fortran_order': False, 'shape': ()} | takes 4 bytes, but 8 follow
          """)
  void a_header_that_breaks_a_rule_is_refused(String header, String rule) throws IOException {
    assertThat(refused(Samples.npy(header, 8)))
        .hasMessageStartingWith(file() + ": ")
        .hasMessageContaining(rule)
        .hasMessageContaining("; ");
  }

  @Test
  void nothing_is_allocated_on_the_word_of_a_header() throws IOException {
    Path shape =
        Samples.write(
            folder,
            "shape.npy",
            Samples.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (536870911,)}", 8));
    byte[] long2 = Files.readAllBytes(Samples.python("version2.npy"));
    Arrays.fill(long2, 8, 12, (byte) 0x7f);
    Path length = Samples.write(folder, "length.npy", long2);
    for (Path path : new Path[] {shape, length}) {
      long allocated =
          Samples.allocated(
              () -> assertThatThrownBy(() -> Npy.read(path)).isInstanceOf(FileException.class));
      assertThat(allocated).isLessThan(FIXED_BYTES);
    }
  }

  @Test
  void a_hostile_header_is_refused_fast() throws IOException {
    String spaces = " ".repeat(4_900);
    assertThat(refused(Samples.npy("{" + spaces + "'descr'" + spaces, 8))).isNotNull();
    assertThat(refused(Samples.npy("{'shape': (" + "1,".repeat(4_900), 8))).isNotNull();
    assertThat(refused(Samples.npy("{'shape': (" + "1".repeat(9_900), 8))).isNotNull();
    assertThat(refused(Samples.npy("{'".repeat(4_900), 8)).getMessage()).hasSizeLessThan(1_000);
  }
}
