package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.files.FileException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class IdxTest {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";

  private static final int[] LABELS = {7, 0, 9};
  private static final List<String> TEN = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  private static final int HEIGHT = 2;
  private static final int WIDTH = 4;

  @TempDir private Path folder;

  /** Writes the same images for training and for testing. */
  private static void write(Path folder, int[] labels, int height, int width, byte[] pixels)
      throws IOException {
    byte[] classes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = (byte) labels[i];
    }
    for (String part : new String[] {"train", "t10k"}) {
      Files.write(
          folder.resolve(part + "-images-idx3-ubyte"),
          idx(pixels, 0x803, labels.length, height, width));
      Files.write(folder.resolve(part + "-labels-idx1-ubyte"), idx(classes, 0x801, labels.length));
    }
  }

  private static byte[] idx(byte[] content, int... header) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int number : header) {
      out.writeInt(number);
    }
    out.write(content);
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] pixels() {
    byte[] pixels = new byte[LABELS.length * HEIGHT * WIDTH];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 10);
    }
    return pixels;
  }

  @BeforeEach
  void write_a_good_folder() throws IOException {
    write(folder, LABELS, HEIGHT, WIDTH, pixels());
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  private void replace(String file, byte[] bytes) throws IOException {
    Files.write(folder.resolve(file), bytes);
  }

  private void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to));
  }

  private void assertRead() throws IOException {
    Dataset.Split images = Idx.readFolder(folder, TEN);
    for (Dataset some : new Dataset[] {images.training(), images.test()}) {
      assertThat(some.classes()).containsExactly(7, 0, 9);
      assertThat(some.classNames()).isEqualTo(TEN);
      assertThat(some.featuresType())
          .isEqualTo(new TensorType(DataType.FLOAT, Shape.of(3, HEIGHT, WIDTH)));
      for (int i = 0; i < 24; i++) {
        assertThat(some.example(i / 8)[i % 8]).isEqualTo(i * 10 / 255f);
      }
    }
  }

  private void assertRefused(String file, String... parts) {
    assertThatThrownBy(() -> Idx.readFolder(folder, TEN))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(folder.resolve(file) + ": at byte ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void plain_files_are_read() throws IOException {
    assertRead();
  }

  @Test
  void packed_files_are_read() throws IOException {
    replace(TRAIN_IMAGES + ".gz", gzip(bytes(TRAIN_IMAGES)));
    Files.delete(folder.resolve(TRAIN_IMAGES));
    // The bytes tell, not the name.
    replace(TRAIN_LABELS, gzip(bytes(TRAIN_LABELS)));
    assertRead();
  }

  @Test
  void a_dot_may_stand_before_idx() throws IOException {
    rename(TRAIN_IMAGES, "train-images.idx3-ubyte");
    rename("t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte");
    assertRead();
  }

  @Test
  void a_missing_file_is_told_by_its_names() throws IOException {
    Files.delete(folder.resolve(TEST_IMAGES));
    assertThatThrownBy(() -> Idx.readFolder(folder, TEN))
        .isInstanceOf(FileException.class)
        .hasMessage(
            folder
                + ": expected t10k-images-idx3-ubyte or t10k-images.idx3-ubyte, with or without"
                + " .gz, found none of these files");
  }

  @Test
  void a_folder_is_a_folder() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> Idx.readFolder(nowhere, TEN))
        .isInstanceOf(FileException.class)
        .hasMessage(nowhere + ": expected a folder, found nothing");
    Path file = folder.resolve(TEST_IMAGES);
    assertThatThrownBy(() -> Idx.readFolder(file, TEN))
        .isInstanceOf(FileException.class)
        .hasMessage(file + ": expected a folder, found a file");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 4 more of 4 bytes for the magic number",
    "3, 3, 1 more of 4 bytes for the magic number",
    "4, 4, 4 more of 4 bytes for the number of images",
    "15, 15, 1 more of 4 bytes for the width of an image",
    "16, 16, 24 more of 24 bytes for the pixels",
    "39, 39, 1 more of 24 bytes for the pixels"
  })
  void a_file_that_is_cut_off_is_refused(int length, int offset, String expected)
      throws IOException {
    byte[] cut = Arrays.copyOf(bytes(TRAIN_IMAGES), length);
    replace(TRAIN_IMAGES, cut);
    assertRefused(TRAIN_IMAGES, "at byte " + offset + ": ", expected, "the end of the file");
    replace(TRAIN_IMAGES, gzip(cut));
    assertRefused(TRAIN_IMAGES, "at byte " + offset + " (unpacked): ", expected);
  }

  @Test
  void bytes_behind_the_last_image_are_refused() throws IOException {
    replace(TRAIN_IMAGES, Arrays.copyOf(bytes(TRAIN_IMAGES), 41));
    assertRefused(TRAIN_IMAGES, "at byte 40: expected the end of the file, found more bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 11, 20, 30})
  void a_packed_file_that_is_cut_off_is_refused(int length) throws IOException {
    byte[] packed = gzip(bytes(TRAIN_IMAGES));
    replace(TRAIN_IMAGES, Arrays.copyOf(packed, length));
    assertRefused(TRAIN_IMAGES, "expected ");
  }

  @Test
  void every_flipped_byte_of_a_packed_file_is_told_or_harmless() throws IOException {
    byte[] packed = gzip(bytes(TRAIN_IMAGES));
    // Bytes 4 to 9 of a gzip header hold time, level and system, which mean nothing to us.
    int told = 0;
    for (int i = 10; i < packed.length; i++) {
      byte[] damaged = packed.clone();
      damaged[i] ^= (byte) 0x10;
      replace(TRAIN_IMAGES, damaged);
      try {
        // Bits that fill up the last byte of the packed data say nothing.
        assertRead();
      } catch (FileException e) {
        assertThat(e)
            .as("byte %d flipped", i)
            .hasMessageStartingWith(folder.resolve(TRAIN_IMAGES) + ": at byte ");
        told++;
      }
    }
    assertThat(told).isGreaterThan(packed.length / 2);
  }

  @Test
  void a_foreign_file_is_refused() throws IOException {
    replace(TRAIN_IMAGES, "class,p00,p01".getBytes(StandardCharsets.US_ASCII));
    assertRefused(
        TRAIN_IMAGES,
        "at byte 0: expected the magic number 0x00000803 of unsigned bytes on 3 axes,"
            + " found 0x636c6173");
  }

  @Test
  void labels_in_place_of_images_are_refused() throws IOException {
    replace(TRAIN_IMAGES, bytes(TRAIN_LABELS));
    assertRefused(TRAIN_IMAGES, "at byte 0: ", "0x00000803", "found 0x00000801");
  }

  @ParameterizedTest
  @CsvSource({"4, the number of images", "8, the height of an image", "12, the width of an image"})
  void a_size_is_positive(int offset, String what) throws IOException {
    byte[] images = bytes(TRAIN_IMAGES);
    images[offset + 3] = 0;
    replace(TRAIN_IMAGES, images);
    assertRefused(
        TRAIN_IMAGES,
        "at byte " + offset + ": expected " + what + " as a positive number, found 0");
    images[offset] = (byte) 0x80;
    replace(TRAIN_IMAGES, images);
    assertRefused(TRAIN_IMAGES, "at byte " + offset + ": ", "found -2147483648");
  }

  @Test
  void sizes_beyond_memory_are_refused_before_any_is_taken() throws IOException {
    int huge = Integer.MAX_VALUE;
    replace(TRAIN_IMAGES, idx(new byte[0], 0x803, huge, huge, huge));
    assertRefused(
        TRAIN_IMAGES,
        "at byte 8: expected at most 536870911 pixels in an image, found 2147483647 x 2147483647");
    replace(TRAIN_IMAGES, idx(new byte[0], 0x803, huge, 20_000, 20_000));
    assertRefused(TRAIN_IMAGES, "at byte 16: expected 858993458800000000 more of");
    replace(TRAIN_IMAGES, idx(new byte[0], 0x803, LABELS.length, 10_000, 10_000));
    assertRefused(TRAIN_IMAGES, "at byte 16: expected 300000000 more of 300000000 bytes");
    replace(TRAIN_LABELS, idx(new byte[0], 0x801, huge));
    replace(TRAIN_IMAGES, gzip(idx(new byte[0], 0x803, huge, 20_000, 20_000)));
    assertRefused(TRAIN_IMAGES, "at byte 4 (unpacked): expected sizes of which the data fit into");
  }

  @Test
  void a_packed_file_may_be_as_small_as_gzip_makes_it() throws IOException {
    // A thousand times smaller: hardly any more is possible.
    byte[] zeros = new byte[LABELS.length * 1000 * 1000];
    byte[] packed = gzip(idx(zeros, 0x803, LABELS.length, 1000, 1000));
    assertThat(zeros.length / packed.length).isGreaterThan(1000);
    replace(TRAIN_IMAGES, packed);
    Dataset images = Idx.read(folder.resolve(TRAIN_IMAGES), folder.resolve(TRAIN_LABELS));
    assertThat(images.featureShape()).isEqualTo(Shape.of(1000, 1000));
    assertThat(images.features().sumNumber().doubleValue()).isZero();
  }

  @Test
  void classes_are_counted_if_they_are_not_named() throws IOException {
    replace("t10k-labels-idx1-ubyte", idx(new byte[] {1, 0, 2}, 0x801, 3));
    replace(TRAIN_LABELS, idx(new byte[] {2, 0, 3}, 0x801, 3));
    Dataset.Split images = Idx.readFolder(folder);
    assertThat(images.training().classNames()).containsExactly("0", "1", "2", "3");
    assertThat(images.test().classNames()).containsExactly("0", "1", "2", "3");
    replace("t10k-labels-idx1-ubyte", idx(new byte[] {1, 0, 4}, 0x801, 3));
    assertThatThrownBy(() -> Idx.readFolder(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("at byte 10: expected a label in [0, 4), found 4");
  }

  @Test
  void there_is_a_label_for_each_image() throws IOException {
    replace(TRAIN_LABELS, idx(new byte[] {1, 2}, 0x801, 2));
    assertRefused(
        TRAIN_LABELS,
        "at byte 4: expected 3 labels, one for each image of " + folder.resolve(TRAIN_IMAGES),
        "found 2");
  }

  @Test
  void a_label_is_one_of_ten() throws IOException {
    replace(TRAIN_LABELS, idx(new byte[] {1, 10, 2}, 0x801, 3));
    assertRefused(TRAIN_LABELS, "at byte 9: expected a label in [0, 10), found 10");
    replace(TRAIN_LABELS, idx(new byte[] {1, 0, -1}, 0x801, 3));
    assertRefused(TRAIN_LABELS, "at byte 10: expected a label in [0, 10), found 255");
  }

  @Test
  void test_images_have_the_size_of_the_others() throws IOException {
    replace(TEST_IMAGES, idx(pixels(), 0x803, LABELS.length, WIDTH, HEIGHT));
    assertRefused(
        TEST_IMAGES, "at byte 8: expected images of 2 x 4 pixels as for training, found 4 x 2");
  }
}
