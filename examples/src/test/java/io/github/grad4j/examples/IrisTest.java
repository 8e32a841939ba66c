package io.github.grad4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.data.Dataset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class IrisTest {
  @Test
  void flowers_are_as_measured() {
    Dataset iris = Iris.load();
    assertThat(iris.features().shape()).containsExactly(150, 4);
    assertThat(iris.features().dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(iris.features().getRow(0).toDoubleVector()).containsExactly(5.1, 3.5, 1.4, 0.2);
    assertThat(iris.labels().dataType()).isEqualTo(DataType.INT64);
    assertThat(iris.labels().toLongVector()).hasSize(150).startsWith(0).endsWith(2).contains(1);
  }

  @Test
  void standardised_columns_are_those_of_the_measurements() {
    Dataset iris = Iris.load();
    Dataset standardised = Iris.standardised();
    assertThat(standardised.labels()).isEqualTo(iris.labels());
    for (int column = 0; column < 4; column++) {
      double[] raw = iris.features().getColumn(column).toDoubleVector();
      double mean = 0;
      for (double x : raw) {
        mean += x / raw.length;
      }
      double variance = 0;
      for (double x : raw) {
        variance += (x - mean) * (x - mean) / raw.length;
      }
      for (int i = 0; i < raw.length; i++) {
        // 150 roundings in the mean, as many in the variance.
        assertThat(standardised.features().getDouble(i, column))
            .isCloseTo((raw[i] - mean) / Math.sqrt(variance), within(300 * Math.ulp(1.0) * 3));
      }
    }
  }
}
