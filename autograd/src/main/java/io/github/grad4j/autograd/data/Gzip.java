package io.github.grad4j.autograd.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file that may be packed with gzip: its first bytes tell, not its name. */
final class Gzip {
  private static final int MAGIC = 0x1f8b;
  private static final int CHUNK = 1 << 16;

  private Gzip() {}

  /** The content of a file, unpacked if it is packed. */
  record Content(boolean packed, InputStream in) {}

  /**
   * Opens a file.
   *
   * @throws java.io.EOFException or {@link java.util.zip.ZipException} if the header of gzip is
   *     damaged
   */
  static Content open(Path path) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), CHUNK);
    try {
      raw.mark(2);
      boolean packed = (raw.read() << 8 | raw.read()) == MAGIC;
      raw.reset();
      return new Content(
          packed, packed ? new BufferedInputStream(new GZIPInputStream(raw, CHUNK), CHUNK) : raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
