package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/** The data sets that come with the examples. */
final class CsvResource {
  private CsvResource() {}

  /** Reads a file beside this class. */
  static Dataset read(Csv csv, String name) {
    try (InputStream stream =
        Objects.requireNonNull(CsvResource.class.getResourceAsStream(name), name)) {
      return csv.read(stream, Path.of(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
