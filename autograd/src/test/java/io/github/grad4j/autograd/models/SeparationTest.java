package io.github.grad4j.autograd.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Variable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class SeparationTest {
  private static final Dataset IRIS = IrisData.load();

  @Test
  void setosa_is_apart_from_the_other_irises() {
    long[] setosa = LongStream.of(IRIS.classes()).map(c -> c == 0 ? 0 : 1).toArray();
    Dataset two = Dataset.ofClasses(IRIS.features(), setosa);
    assertThat(Separation.search(two.all(), 2)).isEqualTo(Separation.PROVEN);
    assertThat(Separation.search(two.withOneHotLabels().all(), 2)).isEqualTo(Separation.PROVEN);
  }

  /** Fisher's own example of two species that no linear function tells apart without mistakes. */
  @Test
  void the_three_irises_are_not_separated() {
    assertThat(Separation.search(IRIS.all(), 3)).isEqualTo(Separation.UNKNOWN);
  }

  @Test
  void exclusive_or_is_not_separated() {
    Dataset xor =
        Dataset.ofClasses(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new long[] {0, 1, 1, 0});
    assertThat(Separation.search(xor.all(), 2)).isEqualTo(Separation.UNKNOWN);
  }

  @Test
  void equal_examples_of_two_classes_are_not_separated() {
    Dataset equal = Dataset.ofClasses(new float[][] {{1}, {1}}, new long[] {0, 1});
    assertThat(Separation.search(equal.all(), 2)).isEqualTo(Separation.UNKNOWN);
  }

  @Test
  void float_examples_are_separated_as_well() {
    Dataset line = Dataset.ofClasses(new float[][] {{-2}, {-1}, {1}, {2}}, new long[] {0, 0, 1, 1});
    assertThat(Separation.search(line.all(), 2)).isEqualTo(Separation.PROVEN);
  }

  private static SoftmaxRegression model(double... weights) {
    return new SoftmaxRegression(
        Variable.of("w", weights, Shape.of(1, weights.length)),
        Variable.of("b", new double[weights.length], Shape.of(weights.length)));
  }

  @Test
  void a_model_separates_only_by_more_than_rounding() {
    Dataset one = Dataset.ofClasses(new double[][] {{1}}, new long[] {1});
    assertThat(Separation.by(model(1, 1 + 1e-14), one.all())).isEqualTo(Separation.PROVEN);
    assertThat(Separation.by(model(1, 1 + Math.ulp(1.0)), one.all())).isEqualTo(Separation.UNKNOWN);
    assertThat(Separation.by(model(1, 1), one.all())).isEqualTo(Separation.UNKNOWN);
    assertThat(Separation.by(model(1, 0), one.all())).isEqualTo(Separation.UNKNOWN);
    assertThat(Separation.by(model(0, Double.NaN), one.all())).isEqualTo(Separation.UNKNOWN);
  }

  @Test
  void an_example_of_no_class_or_of_two_is_not_separated() {
    for (double[] labels : new double[][] {{0, 0}, {0.5, 0.5}, {0, -1}}) {
      Dataset soft =
          Dataset.ofTargets(
              Nd4j.ones(DataType.DOUBLE, 1, 1), Nd4j.createFromArray(new double[][] {labels}));
      assertThat(Separation.by(model(0, 1), soft.all())).isEqualTo(Separation.UNKNOWN);
    }
  }

  @Test
  void examples_that_are_no_rows_are_refused() {
    Dataset images = IRIS.withFeatures(IRIS.features().reshape('c', 150, 2, 2));
    assertThatThrownBy(() -> Separation.search(images.all(), 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[150, 2, 2]")
        .hasMessageContaining("flattened");
  }
}
