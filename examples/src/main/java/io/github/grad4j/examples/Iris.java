package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Csv;
import io.github.grad4j.autograd.data.Dataset;

/**
 * Iris flowers: length and width of sepal and petal of 150 flowers of three species (R. A. Fisher,
 * 1936, UCI Machine Learning Repository, CC BY 4.0). The species are 0 setosa, 1 versicolor and 2
 * virginica.
 */
public final class Iris {
  private Iris() {}

  /**
   * The flowers as measured.
   *
   * @return DOUBLE {@code [150, 4]}, in centimetres
   */
  public static Dataset load() {
    return read("iris.csv");
  }

  /**
   * The flowers with every length standardised.
   *
   * @return DOUBLE {@code [150, 4]}, columns of mean 0 and standard deviation 1 (divisor n)
   */
  public static Dataset standardised() {
    return read("iris_standardised.csv");
  }

  private static Dataset read(String file) {
    return CsvResource.read(Csv.ofClasses("class"), file);
  }
}
