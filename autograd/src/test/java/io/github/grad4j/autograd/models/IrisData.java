package io.github.grad4j.autograd.models;

import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/** The irises with standardised features. */
final class IrisData {
  private IrisData() {}

  static Dataset load() {
    String name = "/data/iris_standardised.csv";
    try (InputStream in = Objects.requireNonNull(IrisData.class.getResourceAsStream(name), name)) {
      return Csv.ofClasses("class").read(in, Path.of(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
