package io.github.grad4j.examples;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Iris flowers: four lengths of 150 flowers of three species (R. A. Fisher, 1936, UCI Machine
 * Learning Repository, CC BY 4.0).
 *
 * @param features DOUBLE {@code [150, 4]}: length and width of sepal and petal
 * @param species LONG {@code [150]}: 0 setosa, 1 versicolor, 2 virginica
 */
public record Iris(INDArray features, INDArray species) {
  /**
   * The flowers as measured.
   *
   * @return lengths in centimetres
   */
  public static Iris load() {
    return of("iris.csv");
  }

  /**
   * The flowers with every length standardised.
   *
   * @return columns of mean 0 and standard deviation 1 (divisor n)
   */
  public static Iris standardised() {
    return of("iris_standardised.csv");
  }

  private static Iris of(String file) {
    INDArray table = CsvResource.read(file);
    int lengths = table.columns() - 1;
    INDArray features = table.get(all(), interval(0, lengths)).dup('c');
    return new Iris(features, table.getColumn(lengths).castTo(DataType.INT64));
  }
}
