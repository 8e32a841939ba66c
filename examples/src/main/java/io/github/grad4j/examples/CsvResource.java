package io.github.grad4j.examples;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The data sets that come with the examples. */
final class CsvResource {
  private CsvResource() {}

  /**
   * All numbers of a file beside this class, without its line of names.
   *
   * @return DOUBLE, one row for each line
   */
  static INDArray read(String name) {
    try (InputStream stream =
            Objects.requireNonNull(CsvResource.class.getResourceAsStream(name), name);
        CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(stream)) {
      double[][] rows =
          lines.stream()
              .map(line -> line.getFields().stream().mapToDouble(Double::parseDouble).toArray())
              .toArray(double[][]::new);
      return Nd4j.createFromArray(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
