package io.github.grad4j.autograd.files;

import io.github.grad4j.core.ArgumentException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Files that are there as a whole or not at all.
 *
 * <p>The bytes go to a temporary file in the same folder, are forced to the disk, and then take the
 * file's name in one step. Whatever happens before that, the old file stays as it was. A thread
 * that is interrupted writes all the same: it may be saving what it has before it ends.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes what a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param out a buffered stream, which need not be closed
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, in the place of one that may be there.
   *
   * @param file where; its folder must exist
   * @param content what it is to hold; what this throws comes out, and changes nothing
   * @throws FileException if it has no folder to be in
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Content content) throws IOException {
    ArgumentException.requireNonNull(content, "content");
    Path folder = ArgumentException.requireNonNull(file, "file").toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new FileException(
          file,
          "a file is written to a folder that exists; create it first, and name a file in it");
    }
    // Not Files.createTempFile, whose files are for their owner alone.
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeAll(temporary, content);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private static void writeAll(Path file, Content content) throws IOException {
    // Not a channel, which closes when the thread is interrupted.
    try (FileOutputStream disk = new FileOutputStream(file.toFile())) {
      OutputStream out = leftOpen(disk);
      content.writeTo(out);
      out.flush();
      disk.getFD().sync();
    }
  }

  /** A stream that leaves the file open when it is closed: an archive closes what it is in. */
  private static OutputStream leftOpen(OutputStream disk) {
    return new BufferedOutputStream(disk, Elements.CHUNK) {
      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}
