package io.github.grad4j.autograd.files;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Bytes of known number, read from front to back: a file, or what an entry of an archive unpacks
 * to.
 *
 * <p>Nothing is allocated for bytes that are not there.
 */
final class Source implements AutoCloseable {
  /** The most axes that an array of ND4J has. */
  static final int MAX_RANK = 32;

  /** How many characters of a text of the file are shown. */
  private static final int BRIEF = 200;

  private final Path file;
  private final String part;
  private final InputStream in;
  private long left;

  /**
   * @param part what messages say before a mistake, of the part of the file; may be empty
   * @param in closed with the source
   * @param length how many bytes there are
   */
  Source(Path file, String part, InputStream in, long length) {
    this.file = file;
    this.part = part;
    this.in = new BufferedInputStream(in, Elements.CHUNK);
    this.left = length;
  }

  /** Opens a file. */
  static Source open(Path file) throws IOException {
    requireFile(file);
    InputStream in;
    try {
      // Not a channel, which closes when the thread is interrupted.
      in = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw missing(file, e);
    }
    try {
      return new Source(file, "", in, Files.size(file));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Checks that there is such a file, and no folder in its place. */
  static void requireFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileException(file, "a file is needed, but this is a folder; name a file in it");
    }
    if (Files.notExists(file)) {
      throw missing(file, new NoSuchFileException(file.toString()));
    }
  }

  private static FileException missing(Path file, NoSuchFileException e) {
    return new FileException(
        file, "there is no such file; look at the path, here " + file.toAbsolutePath(), e);
  }

  /** How many bytes were not read yet. */
  long left() {
    return left;
  }

  /** What the file looks like, and the way out; asked before anything is read. */
  String kind() throws IOException {
    in.mark(FileKind.BEGINNING);
    byte[] beginning = in.readNBytes((int) Math.min(left, FileKind.BEGINNING));
    in.reset();
    return FileKind.tell(beginning);
  }

  /** Checks that Java's heap can hold what is left. */
  void requireHeap() throws FileException {
    long heap = Runtime.getRuntime().maxMemory();
    if (left > heap) {
      throw mistake(
          "its tensors take "
              + left
              + " bytes, but Java's heap may have "
              + heap
              + " at most; allow it more with -Xmx");
    }
  }

  /** Reads bytes of which {@link #left} told that they are there. */
  byte[] read(int n) throws IOException {
    byte[] bytes = new byte[n];
    fill(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Fills the rest of a buffer that is backed by an array. */
  void fill(ByteBuffer chunk) throws IOException {
    int n = chunk.remaining();
    int read;
    try {
      read = in.readNBytes(chunk.array(), chunk.arrayOffset() + chunk.position(), n);
    } catch (EOFException | ZipException e) {
      throw mistake("the packed data is damaged (" + reason(e) + "); copy the file again", e);
    }
    if (read < n) {
      throw mistake((n - read) + " bytes are missing; it became shorter while it was read");
    }
    chunk.position(chunk.limit());
    left -= n;
  }

  /**
   * The type of a tensor that the file tells of.
   *
   * @param what names the tensor in messages
   * @throws FileException if no tensor has the type
   */
  TensorType type(String what, DataType dataType, List<Long> sizes) throws FileException {
    if (sizes.size() > MAX_RANK) {
      throw mistake(
          what
              + " has "
              + sizes.size()
              + " axes, but an array of ND4J has at most "
              + MAX_RANK
              + "; reshape it where it is written");
    }
    long most = Integer.MAX_VALUE / dataType.width();
    long elements = 1;
    boolean fits = true;
    for (long size : sizes) {
      fits &= size >= 0 && size <= most;
      // What is too much already stays so, unless an axis is empty.
      elements = size == 0 ? 0 : elements > most ? elements : elements * Math.min(size, most + 1);
    }
    if (!fits || elements > most) {
      throw mistake(
          what
              + " has shape "
              + sizes
              + ", but sizes are not negative and a tensor holds at most 2147483647 bytes; split it"
              + " where it is written");
    }
    return new TensorType(dataType, Shape.of(sizes.stream().mapToLong(Long::longValue).toArray()));
  }

  /** What Java says of a damaged archive; of one that ends early it may say nothing. */
  static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? "it ends early" : message;
  }

  /** A text of the file as messages show it: a hostile one may be long. */
  static String brief(String text) {
    return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "...";
  }

  /** A mistake in the file. */
  FileException mistake(String mistake) {
    return new FileException(file, part + mistake);
  }

  /** A mistake in the file, and what told of it. */
  FileException mistake(String mistake, Throwable cause) {
    return new FileException(file, part + mistake, cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
