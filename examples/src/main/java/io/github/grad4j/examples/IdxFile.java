package io.github.grad4j.examples;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes, packed with gzip or not, read from front to back: a magic number,
 * one size for each axis, then the bytes. Numbers are big-endian.
 *
 * <p>Every mistake is told with its offset, counted in the unpacked data.
 */
final class IdxFile implements AutoCloseable {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final boolean packed;
  private final InputStream in;
  private long offset;

  private IdxFile(Path path, boolean packed, InputStream in) {
    this.path = path;
    this.packed = packed;
    this.in = in;
  }

  /** Opens a file; whether it is packed is told by its first bytes, not by its name. */
  static IdxFile open(Path path) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), CHUNK);
    try {
      raw.mark(2);
      boolean packed = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
      raw.reset();
      return new IdxFile(path, packed, packed ? new GZIPInputStream(raw, CHUNK) : raw);
    } catch (EOFException | ZipException e) {
      raw.close();
      throw damaged(path + " at byte 0", e);
    }
  }

  Path path() {
    return path;
  }

  /** Reads the magic number of an array of this rank. */
  void expectMagic(int rank) throws IOException {
    int expected = UNSIGNED_BYTES | rank;
    int magic = readInt("the magic number");
    if (magic != expected) {
      throw mistakeAt(
          offset - Integer.BYTES,
          String.format(
              Locale.ROOT, "the magic number 0x%08x of unsigned bytes on %d axes", expected, rank),
          String.format(Locale.ROOT, "0x%08x", magic));
    }
  }

  /** Reads a size, which must be positive. */
  int readSize(String what) throws IOException {
    int size = readInt(what);
    if (size <= 0) {
      throw mistakeAt(
          offset - Integer.BYTES, what + " as a positive number", Integer.toString(size));
    }
    return size;
  }

  private int readInt(String what) throws IOException {
    return ByteBuffer.wrap(read(Integer.BYTES, what)).getInt();
  }

  /** Reads so many bytes; memory is taken as they come, whatever a damaged size may say. */
  byte[] read(int length, String what) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    while (bytes.size() < length) {
      int n = readSome(chunk, Math.min(CHUNK, length - bytes.size()));
      if (n < 0) {
        throw mistakeAt(
            offset,
            (length - bytes.size()) + " more of " + length + " bytes for " + what,
            "the end of the file");
      }
      bytes.write(chunk, 0, n);
      offset += n;
    }
    return bytes.toByteArray();
  }

  /** Checks that nothing is left; in a packed file this also compares the check sum. */
  void expectEnd() throws IOException {
    if (readSome(new byte[1], 1) >= 0) {
      throw mistakeAt(offset, "the end of the file", "more bytes");
    }
  }

  private int readSome(byte[] chunk, int most) throws IOException {
    try {
      return in.read(chunk, 0, most);
    } catch (EOFException | ZipException e) {
      throw damaged(place(offset), e);
    }
  }

  private static DataFileException damaged(String place, IOException cause) {
    DataFileException damaged =
        new DataFileException(place, "intact gzip data", "damage (" + cause.getMessage() + ")");
    damaged.initCause(cause);
    return damaged;
  }

  /** A mistake at an offset that was read already. */
  DataFileException mistakeAt(long at, String expected, String found) {
    return new DataFileException(place(at), expected, found);
  }

  private String place(long at) {
    return path + " at byte " + at + (packed ? " (unpacked)" : "");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
