package io.github.grad4j.examples;

import java.io.IOException;
import java.nio.file.Path;

/** A file that does not hold the data it should. */
public final class DataFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake in a file.
   *
   * @param place the file and the offset in it
   * @param expected what should stand there
   * @param found what does
   */
  DataFileException(String place, String expected, String found) {
    super(place + ": expected " + expected + ", found " + found);
  }

  /** A file that is missing. */
  DataFileException(Path folder, String expected) {
    super(folder + ": expected " + expected + ", found none of these files");
  }
}
