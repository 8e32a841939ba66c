package io.github.grad4j.autograd.files;

import java.io.IOException;
import java.nio.file.Path;

/** Run by a test: halts in the middle of a write. */
final class HaltedWrite {
  static final int STATUS = 77;
  static final int BYTES = 100_000;

  private HaltedWrite() {}

  public static void main(String[] args) throws IOException {
    AtomicFile.write(
        Path.of(args[0]),
        out -> {
          out.write(new byte[BYTES]);
          out.flush();
          Runtime.getRuntime().halt(STATUS);
        });
  }
}
