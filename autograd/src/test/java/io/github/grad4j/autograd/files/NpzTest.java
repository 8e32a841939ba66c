package io.github.grad4j.autograd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  /** Room for what does not grow with the file: buffers, and whatever classes are loaded. */
  private static final long FIXED_BYTES = 4 << 20;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("net.npz");
  }

  @Test
  void what_numpy_wrote_is_read() throws IOException {
    NamedTensors stored = Npz.read(Samples.python("stored.npz"));
    assertThat(stored.names()).containsExactly("w", "b", "n", "m", "e");
    assertThat(stored.metadata()).isEmpty();
    Samples.assertHolds(stored, Samples.all());
  }

  @Test
  void what_numpy_compressed_is_read() throws IOException {
    double[] counted = LongStream.range(0, 24).asDoubleStream().toArray();
    Samples.assertHolds(
        Npz.read(Samples.python("deflated.npz")),
        List.of(
            Samples.w(),
            Variable.of("zeros", new double[10_000], Shape.of(100, 100)),
            Variable.of("t", counted, Shape.of(2, 3, 4))));
  }

  @Test
  void what_is_written_is_read_again() throws IOException {
    Npz.write(file(), Samples.all());
    Samples.assertHolds(Npz.read(file()), Samples.all());
    Npz.write(file(), List.of());
    assertThat(Npz.read(file()).names()).isEmpty();
  }

  @Test
  void every_entry_has_the_very_bytes_of_numpy() throws IOException {
    Npz.write(file(), Samples.all());
    try (ZipFile ours = new ZipFile(file().toFile());
        ZipFile numpy = new ZipFile(Samples.python("stored.npz").toFile())) {
      assertThat(ours.stream().map(ZipEntry::getName).toList())
          .isEqualTo(numpy.stream().map(ZipEntry::getName).toList());
      for (ZipEntry entry : ours.stream().toList()) {
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        assertThat(ours.getInputStream(entry).readAllBytes())
            .isEqualTo(numpy.getInputStream(numpy.getEntry(entry.getName())).readAllBytes());
      }
    }
  }

  @Test
  void equal_contents_have_equal_bytes() throws IOException {
    Path other = folder.resolve("other.npz");
    Npz.write(file(), Samples.all());
    Npz.write(other, Samples.all());
    assertThat(other).hasSameBinaryContentAs(file());
  }

  @Test
  void names_that_an_archive_does_not_take_are_refused() {
    Variable broken = Variable.of("\ud800", new double[1], Shape.of(1));
    Variable wordy = Variable.of("x".repeat(20_001), new double[1], Shape.of(1));
    assertThatThrownBy(() -> Npz.write(file(), List.of(Samples.w(), Samples.w(), broken, wordy)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("breaks 3 rules")
        .hasMessageContaining("two variables are called w")
        .hasMessageContaining("half a pair of surrogates")
        .hasMessageContaining("at most 20000 characters, but one has 20001; shorten it");
    assertThat(folder).isEmptyDirectory();
  }

  private FileException refused(byte[] bytes) throws IOException {
    Path path = Samples.write(folder, "net.npz", bytes);
    return catchThrowableOfType(FileException.class, () -> Npz.read(path));
  }

  private Path zip(String... names) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(Files.readAllBytes(Samples.python("f4.npy")));
      }
    }
    return file();
  }

  @Test
  void files_of_another_kind_in_the_archive_are_refused() throws IOException {
    assertThatThrownBy(() -> Npz.read(zip("a.npy", "readme.txt")))
        .isInstanceOf(FileException.class)
        .hasMessage(
            file()
                + ": an npz archive holds files that end in .npy alone, but one is called"
                + " readme.txt; pack the arrays by numpy.savez");
    assertThat(Npz.read(zip("../a.npy", "b/c.npy")).names()).containsExactly("../a", "b/c");
  }

  @Test
  void an_entry_that_is_no_array_is_named() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      zip.putNextEntry(new ZipEntry("o.npy"));
      zip.write(Files.readAllBytes(Samples.python("objects.npy")));
    }
    assertThatThrownBy(() -> Npz.read(file()))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("net.npz: in o.npy, the array holds pickled objects of Python");
  }

  @Test
  void foreign_files_are_told_by_what_they_look_like() throws IOException {
    assertThat(refused(Files.readAllBytes(Samples.python("f4.npy"))))
        .hasMessageContaining("an npz archive is a zip file, but this is none or damaged (")
        .hasMessageContaining("it looks like an array of NumPy: Npy reads those");
    assertThat(refused("text".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("it looks like text");
    assertThat(refused(new byte[0])).hasMessageContaining("it is empty");
    assertThatThrownBy(() -> Npz.read(folder.resolve("no.npz")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void an_archive_in_an_archive_is_not_read() throws IOException {
    try (FileSystem inside =
        FileSystems.newFileSystem(folder.resolve("outer.zip"), Map.of("create", "true"))) {
      Path inner = Files.write(inside.getPath("net.npz"), Files.readAllBytes(zip("a.npy")));
      assertThatThrownBy(() -> Npz.read(inner))
          .isInstanceOf(FileException.class)
          .hasMessage("net.npz: an npz archive is read from a disk alone; copy it to a file there");
      Path other =
          Files.write(
              inside.getPath("net.safetensors"),
              Files.readAllBytes(Samples.python("python.safetensors")));
      Samples.assertHolds(SafeTensors.read(other), Samples.all());
    }
  }

  @Test
  void a_file_that_was_cut_short_is_refused_wherever_it_was() throws IOException {
    byte[] whole = Files.readAllBytes(Samples.python("deflated.npz"));
    for (int length = 0; length < whole.length; length++) {
      assertThat(refused(Arrays.copyOf(whole, length))).as("%d bytes", length).isNotNull();
    }
  }

  @Test
  void a_changed_byte_is_found_by_the_check_sum() throws IOException {
    byte[] bytes = Files.readAllBytes(Samples.python("stored.npz"));
    int numpy = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\u0093NUMPY");
    bytes[numpy + 128 + 3] ^= 1;
    assertThat(refused(bytes))
        .hasMessageContaining("in w.npy, the archive tells of 152 bytes and their check sum, but");
  }

  /** A million zeros in a thousand bytes, a few times over. */
  @Test
  void a_small_archive_that_unpacks_to_much_is_bounded_by_the_limit() throws IOException {
    byte[] header =
        NpyHeader.bytes(
            new io.github.grad4j.core.TensorType(
                org.nd4j.linalg.api.buffer.DataType.BOOL, Shape.of(1_000_000)));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      for (int i = 0; i < 3; i++) {
        zip.putNextEntry(new ZipEntry(i + ".npy"));
        zip.write(header);
        zip.write(new byte[1_000_000]);
      }
    }
    assertThat(Files.size(file())).isLessThan(5_000);
    assertThat(Npz.read(file(), 3_000_384).names()).hasSize(3);
    assertThatThrownBy(() -> Npz.read(file(), 3_000_383))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(
            "in 2.npy, the archive unpacks to more than the bytes that are allowed")
        .hasMessageContaining("Npz.read(file, bytes)");
    long allocated =
        Samples.allocated(
            () ->
                assertThatThrownBy(() -> Npz.read(file(), 500_000))
                    .isInstanceOf(FileException.class));
    assertThat(allocated).isLessThan(FIXED_BYTES);
  }

  /** The header promises two gigabytes, and eight bytes come. */
  @Test
  void nothing_is_allocated_on_the_word_of_an_entry() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(Samples.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (536870911,)}", 8));
    }
    long allocated =
        Samples.allocated(
            () ->
                assertThatThrownBy(() -> Npz.read(file()))
                    .isInstanceOf(FileException.class)
                    .hasMessageContaining("in a.npy, an array of type FLOAT[536870911] takes"));
    assertThat(allocated).isLessThan(FIXED_BYTES);
  }
}
