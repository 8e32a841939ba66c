package io.github.grad4j.autograd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class StandardizerTest {
  private static Dataset of(double[]... features) {
    return Dataset.ofClasses(features, new long[features.length]);
  }

  @Test
  void the_training_part_gets_mean_0_and_deviation_1() {
    // Deviations from 4 are -3, -1, 1 and 3; the mean of their squares is 5.
    Dataset training =
        of(
            new double[] {1, -10},
            new double[] {3, 10},
            new double[] {5, -10},
            new double[] {7, 10});
    Standardizer standardizer = Standardizer.fit(training);
    assertThat(standardizer)
        .isEqualTo(new Standardizer(List.of(4.0, 0.0), List.of(Math.sqrt(5), 10.0)));
    assertThat(standardizer.apply(training).features().getColumn(1).toDoubleVector())
        .containsExactly(-1, 1, -1, 1);
    assertThat(standardizer.apply(training).example(0)[0]).isEqualTo(-3 / Math.sqrt(5));
  }

  @Test
  void others_are_moved_and_scaled_alike() {
    Standardizer standardizer = Standardizer.fit(of(new double[] {0}, new double[] {2}));
    assertThat(standardizer.apply(of(new double[] {11})).example(0)).containsExactly(10);
  }

  @Test
  void a_constant_feature_becomes_0() {
    // The sum of ten times 0.1 is not 1: a mean taken that way would leave a deviation of 1e-17.
    double[][] features = new double[10][];
    for (int i = 0; i < features.length; i++) {
      features[i] = new double[] {0.1, i};
    }
    Standardizer standardizer = Standardizer.fit(of(features));
    assertThat(standardizer.mean().get(0)).isEqualTo(0.1);
    assertThat(standardizer.scale().get(0)).isEqualTo(1);
    assertThat(standardizer.apply(of(features)).features().getColumn(0).toDoubleVector())
        .containsOnly(0);
    assertThat(standardizer.apply(of(new double[] {3.1, 0})).example(0)[0]).isEqualTo(3);
  }

  @Test
  void large_means_do_not_swallow_the_deviation() {
    Standardizer standardizer =
        Standardizer.fit(
            of(new double[] {1e9 + 1}, new double[] {1e9 + 2}, new double[] {1e9 + 3}));
    assertThat(standardizer.mean()).containsExactly(1e9 + 2);
    assertThat(standardizer.scale().get(0)).isCloseTo(Math.sqrt(2.0 / 3), within(1e-15));
  }

  @Test
  void type_shape_and_names_are_kept() {
    Dataset images =
        Dataset.ofClasses(
            Nd4j.arange(12).castTo(DataType.FLOAT).reshape(2, 2, 3), new long[] {0, 1});
    Dataset standardised = Standardizer.fit(images).apply(images);
    assertThat(standardised.featuresType()).isEqualTo(images.featuresType());
    assertThat(standardised.example(0)).containsOnly(-1);
    assertThat(standardised.classes()).containsExactly(0, 1);
    assertThat(images.example(1)[0]).isEqualTo(6);
    Dataset named = of(new double[] {1}, new double[] {2}).withFeatureNames(List.of("x"));
    assertThat(Standardizer.fit(named).apply(named).featureNames()).containsExactly("x");
  }

  @Test
  void examples_of_another_width_are_refused() {
    Standardizer standardizer = Standardizer.fit(of(new double[] {0, 1}, new double[] {2, 3}));
    assertThatThrownBy(() -> standardizer.apply(of(new double[] {0, 1, 2})))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("it standardises 2 features, but these examples have 3");
    assertThat(Shape.of(2)).isEqualTo(of(new double[] {0, 1}).featureShape());
  }

  @Test
  void only_finite_features_can_be_standardised() {
    assertThatThrownBy(
            () -> Standardizer.fit(of(new double[] {0, Double.NaN}, new double[] {1, 1})))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("feature 1 has the mean NaN");
    assertThatThrownBy(() -> Standardizer.fit(of(new double[] {1e300}, new double[] {-1e300})))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("the standard deviation Infinity");
  }

  @Test
  void means_and_scales_are_checked() {
    assertThatThrownBy(() -> new Standardizer(List.of(0.0), List.of()))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("1 means and 0 scales");
    assertThatThrownBy(() -> new Standardizer(List.of(0.0), List.of(0.0)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("those of feature 0 are 0.0 and 0.0");
  }
}
