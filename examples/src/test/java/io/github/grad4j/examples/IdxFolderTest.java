package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFolderTest {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";

  private static final int[] LABELS = {7, 0, 9};
  private static final int HEIGHT = 2;
  private static final int WIDTH = 4;

  @TempDir private Path folder;

  /** Writes the same images for training and for testing. */
  static void write(Path folder, int[] labels, int height, int width, byte[] pixels)
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
    LabelledImages.Split images = IdxFolder.read(folder);
    for (LabelledImages some : new LabelledImages[] {images.training(), images.test()}) {
      assertThat(some.labels()).containsExactly(7, 0, 9);
      assertThat(some.height()).isEqualTo(HEIGHT);
      assertThat(some.width()).isEqualTo(WIDTH);
      assertThat(some.pixels().shape()).containsExactly(3, 8);
      for (int i = 0; i < 24; i++) {
        assertThat(some.pixels().getFloat(i / 8, i % 8)).isEqualTo(i * 10 / 255f);
      }
    }
  }

  private void assertRefused(String file, String... parts) {
    assertThatThrownBy(() -> IdxFolder.read(folder))
        .isInstanceOf(DataFileException.class)
        .hasMessageStartingWith(folder.resolve(file) + " at byte ")
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
    assertThatThrownBy(() -> IdxFolder.read(folder))
        .isInstanceOf(DataFileException.class)
        .hasMessage(
            folder
                + ": expected t10k-images-idx3-ubyte or t10k-images.idx3-ubyte, with or without"
                + " .gz, found none of these files");
  }

  @Test
  void a_folder_is_a_folder() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> IdxFolder.read(nowhere))
        .isInstanceOf(DataFileException.class)
        .hasMessage("'" + nowhere + "': expected a folder, found nothing");
    Path file = folder.resolve(TEST_IMAGES);
    assertThatThrownBy(() -> IdxFolder.read(file))
        .isInstanceOf(DataFileException.class)
        .hasMessage("'" + file + "': expected a folder, found a file");
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
      } catch (DataFileException e) {
        assertThat(e)
            .as("byte %d flipped", i)
            .hasMessageStartingWith(folder.resolve(TRAIN_IMAGES) + " at byte ");
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
    assertRefused(TRAIN_IMAGES, "at byte 4: expected at most 536870911 pixels in all");
    replace(TRAIN_IMAGES, idx(new byte[0], 0x803, LABELS.length, 10_000, 10_000));
    assertRefused(TRAIN_IMAGES, "at byte 16: expected 300000000 more of 300000000 bytes");
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
