package io.github.grad4j.autograd.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files: they are read or refused by our exception, within memory that they pay for. */
class FuzzTest {
  private static final long SEED = 20_261_122;

  /** How many damaged copies are made of each file. */
  private static final int COPIES = 2_000;

  /**
   * What a reader may take from the heap for each byte of the file: its texts and numbers become
   * objects, and what a zip file unpacks to is more than itself, a thousandfold at most.
   */
  private static final long BYTES_PER_BYTE = 100;

  /** Buffers of 64 KiB, three for each array of an archive, exceptions, and what parsers keep. */
  private static final long FIXED_BYTES = 1 << 20;

  @TempDir Path folder;

  /** Reads a file of one format. */
  private interface Reader {
    Object read(Path file) throws IOException;
  }

  private void fuzz(String name, Reader reader) throws IOException {
    byte[] whole = Files.readAllBytes(Samples.python(name));
    Random random = new Random(SEED);
    // What is loaded once is not counted.
    reader.read(Samples.python(name));
    Path file = folder.resolve(name);
    int refused = 0;
    for (int copy = 0; copy < COPIES; copy++) {
      byte[] damaged = damaged(whole, random);
      Files.write(file, damaged);
      List<Exception> thrown = new ArrayList<>();
      long allocated =
          Samples.allocated(
              () -> {
                try {
                  reader.read(file);
                } catch (IOException | RuntimeException e) {
                  thrown.add(e);
                }
              });
      String what = "copy " + copy + " of " + name + ", seed " + SEED;
      assertThat(thrown)
          .as(what)
          .allSatisfy(
              e ->
                  assertThat(e)
                      .isInstanceOf(FileException.class)
                      .hasMessageStartingWith(file + ": "));
      assertThat(allocated).as(what).isLessThan(FIXED_BYTES + BYTES_PER_BYTE * damaged.length);
      refused += thrown.size();
    }
    // Damage to the elements is still a file, but most of a small one is header.
    assertThat(refused).as("seed %d", SEED).isGreaterThan(COPIES / 2);
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
        default -> {
          int n = random.nextInt(Math.min(16, bytes.length - at) + 1);
          System.arraycopy(bytes, random.nextInt(bytes.length - n + 1), bytes, at, n);
        }
      }
    }
    return bytes;
  }

  @Test
  void damaged_safetensors_files_are_read_or_refused() throws IOException {
    fuzz("python.safetensors", SafeTensors::read);
  }

  @Test
  void damaged_arrays_of_numpy_are_read_or_refused() throws IOException {
    fuzz("f4_big_endian_fortran.npy", Npy::read);
  }

  @Test
  void damaged_archives_of_numpy_are_read_or_refused() throws IOException {
    fuzz("stored.npz", Npz::read);
    fuzz("deflated.npz", Npz::read);
  }

  /** A constant has native memory, whose smallest piece is many times what stands in the header. */
  @Test
  void a_file_of_empty_tensors_takes_memory_for_its_header_alone() throws IOException {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 100_000; i++) {
      header
          .append(i == 0 ? "" : ",")
          .append("\"")
          .append(i)
          .append("\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
    byte[] bytes = Samples.safeTensors(header.append('}').toString(), 0);
    Path file = Samples.write(folder, "empty.safetensors", bytes);
    long allocated =
        Samples.allocated(() -> assertThat(SafeTensors.read(file).names()).hasSize(100_000));
    assertThat(allocated).isLessThan(FIXED_BYTES + BYTES_PER_BYTE * bytes.length);
  }
}
