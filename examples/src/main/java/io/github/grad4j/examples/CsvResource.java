package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The data sets that come with the examples. */
final class CsvResource {
  private CsvResource() {}

  /** Reads a file beside this class. */
  static Dataset read(Csv csv, String name) {
    try (InputStream stream = open(name)) {
      return csv.read(stream, Path.of(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields of a file beside this class without quotes, its first line left out. */
  static List<List<String>> fields(String name) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> List.of(line.split(",", -1))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(CsvResource.class.getResourceAsStream(name), name);
  }
}
