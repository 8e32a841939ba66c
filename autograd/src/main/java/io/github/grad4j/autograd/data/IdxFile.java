package io.github.grad4j.autograd.data;

import io.github.grad4j.autograd.files.FileException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes, packed with gzip or not, read from front to back: a magic number,
 * one size for each axis, then the bytes. Numbers are big-endian.
 *
 * <p>Every mistake is told with its offset, counted in the unpacked data.
 */
final class IdxFile implements Closeable {
  private static final int UNSIGNED_BYTES = 0x0800;

  /** Deflate makes at most 258 bytes of 2 bits. */
  private static final int MOST_UNPACKED = 1032;

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
    try {
      Gzip.Content content = Gzip.open(path);
      return new IdxFile(path, content.packed(), content.in());
    } catch (EOFException | ZipException e) {
      throw damaged(path, "at byte 0", e);
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
    byte[] bytes = new byte[Integer.BYTES];
    read(bytes, 0, bytes.length, what);
    return ByteBuffer.wrap(bytes).getInt();
  }

  /**
   * Checks, before any memory is taken on the word of the sizes, that the file is so long that it
   * can hold what follows them.
   *
   * @param length how many bytes follow
   * @param sizesAt where the sizes stand
   */
  void expectRoomFor(long length, String what, long sizesAt) throws IOException {
    if (!Files.isRegularFile(path)) {
      return;
    }
    long size = Files.size(path);
    if (packed && (length + offset) / MOST_UNPACKED > size) {
      throw mistakeAt(
          sizesAt,
          "sizes of which the data fit into " + size + " packed bytes",
          length + " bytes for " + what);
    }
    if (!packed && size < offset + length) {
      throw missing(size, offset + length - size, length, what);
    }
  }

  /**
   * Fills an array with the next bytes.
   *
   * @param before how many bytes of the same kind were read
   * @param all how many there are
   */
  void read(byte[] target, long before, long all, String what) throws IOException {
    int count = 0;
    while (count < target.length) {
      int some = readSome(target, count);
      if (some < 0) {
        throw missing(offset, all - before - count, all, what);
      }
      count += some;
      offset += some;
    }
  }

  private FileException missing(long at, long missing, long all, String what) {
    return mistakeAt(at, missing + " more of " + all + " bytes for " + what, "the end of the file");
  }

  /** Checks that nothing is left; in a packed file this also compares the check sum. */
  void expectEnd() throws IOException {
    if (readSome(new byte[1], 0) >= 0) {
      throw mistakeAt(offset, "the end of the file", "more bytes");
    }
  }

  private int readSome(byte[] target, int from) throws IOException {
    try {
      return in.read(target, from, target.length - from);
    } catch (EOFException | ZipException e) {
      throw damaged(path, place(offset), e);
    }
  }

  private static FileException damaged(Path path, String place, IOException cause) {
    return new FileException(
        path,
        place + ": expected intact gzip data, found damage (" + cause.getMessage() + ")",
        cause);
  }

  /** A mistake at an offset that was read already. */
  FileException mistakeAt(long at, String expected, String found) {
    return new FileException(path, place(at) + ": expected " + expected + ", found " + found);
  }

  private String place(long at) {
    return "at byte " + at + (packed ? " (unpacked)" : "");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
