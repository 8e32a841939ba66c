package io.github.grad4j.autograd.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.check.GradientCheck;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.models.MultilayerPerceptron.Activation;
import io.github.grad4j.autograd.train.Adam;
import io.github.grad4j.autograd.train.Initializers;
import io.github.grad4j.autograd.train.Lbfgs;
import io.github.grad4j.autograd.train.NewtonCg;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ModelsTest {
  private static final double ROUNDING = 1e-14;
  private static final Dataset IRIS = IrisData.load();

  private static Variable zeros(String name, int... sizes) {
    return Initializers.zeros(name, Shape.of(sizes), DataType.DOUBLE);
  }

  private static double number(Tensor scalar) {
    return scalar.evaluate().getDouble();
  }

  @Test
  void parameters_have_names_shapes_and_types() {
    assertThat(SoftmaxRegression.of(4, 3, DataType.FLOAT).parameters())
        .map(Variable::toString)
        .containsExactly("variable w FLOAT[4, 3]", "variable b FLOAT[3]");
    assertThat(LogisticRegression.of(4, DataType.DOUBLE).parameters())
        .map(Variable::toString)
        .containsExactly("variable w DOUBLE[4]", "variable b DOUBLE[]");
    assertThat(LinearRegression.of(4, DataType.DOUBLE).parameters())
        .map(Variable::toString)
        .containsExactly("variable w DOUBLE[4]", "variable b DOUBLE[]");
    assertThat(LinearRegression.of(4, 2, DataType.DOUBLE).parameters())
        .map(Variable::toString)
        .containsExactly("variable w DOUBLE[4, 2]", "variable b DOUBLE[2]");
    MultilayerPerceptron perceptron =
        MultilayerPerceptron.of(List.of(4, 5, 3), Activation.RELU, DataType.FLOAT, 1);
    assertThat(perceptron.parameters())
        .map(Variable::toString)
        .containsExactly(
            "variable w1 FLOAT[4, 5]",
            "variable b1 FLOAT[5]",
            "variable w2 FLOAT[5, 3]",
            "variable b2 FLOAT[3]");
    assertThat(perceptron.features()).isEqualTo(4);
    assertThat(perceptron.classes()).isEqualTo(3);
    assertThat(perceptron.dataType()).isEqualTo(DataType.FLOAT);
  }

  @Test
  void at_zero_all_classes_are_alike() {
    Constant x = Constant.of(IRIS.features());
    Constant labels = Constant.of(IRIS.labels());
    SoftmaxRegression model = SoftmaxRegression.of(4, 3, DataType.DOUBLE);
    assertThat(number(model.loss(x, labels))).isCloseTo(Math.log(3), within(ROUNDING));
    Constant oneHot = Constant.of(IRIS.withOneHotLabels().labels());
    assertThat(number(model.loss(x, oneHot))).isCloseTo(Math.log(3), within(ROUNDING));
  }

  @Test
  void logistic_regression_is_softmax_regression_with_a_logit_of_0() {
    Constant x = Constant.of(new double[][] {{1, 2}, {-1, 0.5}, {0, 3}});
    LogisticRegression logistic =
        new LogisticRegression(
            Variable.of("w", new double[] {0.5, -1}, Shape.of(2)),
            Variable.of("b", new double[] {0.25}, Shape.scalar()));
    // Log odds -1.25, -0.75 and -2.75.
    double[] odds = {-1.25, -0.75, -2.75};
    double[] p = Arrays.stream(odds).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    assertThat(logistic.logits(x).evaluate().toDoubleVector())
        .containsExactly(odds, within(ROUNDING));
    assertThat(logistic.probabilities(x).evaluate().ravel().toDoubleVector())
        .containsExactly(
            new double[] {1 - p[0], p[0], 1 - p[1], p[1], 1 - p[2], p[2]}, within(ROUNDING));
    double expected = -(Math.log(p[0]) + Math.log(1 - p[1]) + Math.log(p[2])) / 3;
    assertThat(number(logistic.loss(x, Constant.of(new long[] {1, 0, 1}))))
        .isCloseTo(expected, within(ROUNDING));
    assertThat(number(logistic.loss(x, Constant.of(new double[] {1, 0, 1}))))
        .isCloseTo(expected, within(ROUNDING));
    assertThat(number(logistic.loss(x, Constant.of(new double[][] {{0, 1}, {1, 0}, {0, 1}}))))
        .isCloseTo(expected, within(ROUNDING));
    assertThat(logistic.classes()).isEqualTo(2);
  }

  @Test
  void a_class_2_is_refused_by_logistic_regression() {
    LogisticRegression model = LogisticRegression.of(4, DataType.DOUBLE);
    Tensor loss = model.loss(Constant.of(IRIS.features()), Constant.of(IRIS.labels()));
    assertThatThrownBy(loss::evaluate).hasMessageContaining("[0, 2)");
  }

  /** y = 2x₀ - 3x₁ + 1 and y = -x₀ + 5, without noise. */
  @Test
  void linear_regression_finds_the_line() {
    double[][] x = {{0, 0}, {1, 0}, {0, 1}, {2, 1}, {-1, 3}};
    double[][] y = new double[x.length][];
    Arrays.setAll(y, i -> new double[] {2 * x[i][0] - 3 * x[i][1] + 1, -x[i][0] + 5});
    LinearRegression both = LinearRegression.of(2, 2, DataType.DOUBLE);
    new NewtonCg()
        .withGradientTolerance(1e-12)
        .minimize(both.loss(Constant.of(x), Constant.of(y)), both.parameters());
    assertThat(both.w().value().ravel().toDoubleVector())
        .containsExactly(new double[] {2, -1, -3, 0}, within(1e-10));
    assertThat(both.b().value().toDoubleVector())
        .containsExactly(new double[] {1, 5}, within(1e-10));
    LinearRegression first = LinearRegression.of(2, DataType.DOUBLE);
    double[] targets = Arrays.stream(y).mapToDouble(row -> row[0]).toArray();
    Tensor loss = first.loss(Constant.of(x), Constant.of(targets));
    // At 0 the mean of the squares.
    assertThat(number(loss)).isCloseTo((1 + 9 + 4 + 4 + 100) / 5.0, within(1e-13));
    new Lbfgs().withGradientTolerance(1e-12).minimize(loss, first.parameters());
    assertThat(first.w().value().toDoubleVector())
        .containsExactly(new double[] {2, -3}, within(1e-10));
    assertThat(first.predictions(Constant.of(new double[][] {{1, 1}})).evaluate().toDoubleVector())
        .containsExactly(new double[] {0}, within(1e-10));
  }

  @Test
  void a_column_of_targets_is_not_broadcast_against_a_row_of_predictions() {
    LinearRegression model = LinearRegression.of(1, DataType.DOUBLE);
    Constant x = Constant.of(new double[][] {{1}, {2}});
    assertThatThrownBy(() -> model.loss(x, Constant.of(new double[][] {{1}, {2}})))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 1]");
  }

  @Test
  void perceptrons_compute_layer_by_layer() {
    MultilayerPerceptron model =
        new MultilayerPerceptron(
            List.of(
                Variable.of("v", new double[] {1, -1}, Shape.of(1, 2)),
                Variable.of("w", new double[] {1, 2, 3, 4}, Shape.of(2, 2))),
            List.of(
                Variable.of("a", new double[] {0.5, 0.5}, Shape.of(2)),
                Variable.of("b", new double[] {10, 20}, Shape.of(2))),
            Activation.RELU);
    // Hidden: max(0, 2.5) and max(0, -1.5).
    assertThat(model.logits(Constant.of(new double[][] {{2}})).evaluate().toDoubleVector())
        .containsExactly(12.5, 25);
    MultilayerPerceptron tanh =
        new MultilayerPerceptron(model.weights(), model.biases(), Activation.TANH);
    double up = Math.tanh(2.5);
    double down = Math.tanh(-1.5);
    assertThat(tanh.logits(Constant.of(new double[][] {{2}})).evaluate().toDoubleVector())
        .containsExactly(
            new double[] {up + 3 * down + 10, 2 * up + 4 * down + 20}, within(ROUNDING));
  }

  @Test
  void gradients_of_a_perceptron_are_right() {
    MultilayerPerceptron model =
        MultilayerPerceptron.of(List.of(4, 3, 3), Activation.TANH, DataType.DOUBLE, 7);
    Dataset some = IRIS.subset(new int[] {0, 60, 120});
    Tensor loss = model.loss(Constant.of(some.features()), Constant.of(some.labels()));
    GradientCheck.of(loss).order(2).verify();
  }

  @Test
  void the_seed_fixes_the_weights_of_a_perceptron() {
    assertThat(firstWeights(1)).isEqualTo(firstWeights(1)).isNotEqualTo(firstWeights(2));
    // He's deviation √(2/in) over 100 · 50 draws; 0.01 of it is what chance leaves.
    double[] drawn = firstWeights(3);
    double square = Arrays.stream(drawn).map(w -> w * w).average().orElseThrow();
    assertThat(Math.sqrt(square)).isCloseTo(Math.sqrt(2.0 / 100), within(0.05 * Math.sqrt(0.02)));
  }

  private static double[] firstWeights(long seed) {
    return MultilayerPerceptron.of(List.of(100, 50, 2), Activation.RELU, DataType.DOUBLE, seed)
        .weights()
        .get(0)
        .value()
        .ravel()
        .toDoubleVector();
  }

  @Test
  void a_perceptron_learns_exclusive_or() {
    Dataset xor =
        Dataset.ofClasses(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new long[] {0, 1, 1, 0});
    MultilayerPerceptron model =
        MultilayerPerceptron.of(List.of(2, 8, 2), Activation.TANH, DataType.DOUBLE, 1);
    try (Training training = new Training(model::loss, model.parameters(), new Adam(0.05));
        Predictor predictor = Predictor.of(model)) {
      for (int epoch = 0; epoch < 300; epoch++) {
        training.epoch(xor.batchesInOrder(4));
      }
      assertThat(predictor.classesOf(xor.all().features())).containsExactly(0, 1, 1, 0);
    }
  }

  @Test
  void features_of_another_width_are_told_with_both_shapes() {
    Input x = Input.of("x", DataType.DOUBLE, 5, 3);
    SoftmaxRegression model = SoftmaxRegression.of(4, 2, DataType.DOUBLE);
    assertThatThrownBy(() -> model.logits(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("features of shape [5, 3] do not fit weights of shape [4, 2]")
        .hasMessageContaining("x is input x");
    Input images = Input.of("x", DataType.DOUBLE, 5, 2, 2);
    assertThatThrownBy(() -> model.probabilities(images))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[5, 2, 2]")
        .hasMessageContaining("flatten the examples");
  }

  @Test
  void parameters_that_do_not_fit_each_other_are_refused() {
    assertThatThrownBy(() -> new SoftmaxRegression(zeros("w", 4, 3), zeros("b", 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[4, 3]")
        .hasMessageContaining("[4]");
    assertThatThrownBy(() -> new SoftmaxRegression(zeros("w", 4), zeros("b", new int[0])))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[features, classes]");
    assertThatThrownBy(() -> new SoftmaxRegression(zeros("w", 4, 3), zeros("w", 3)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("both are w");
    assertThatThrownBy(
            () ->
                new SoftmaxRegression(
                    zeros("w", 4, 3), Initializers.zeros("b", Shape.of(3), DataType.FLOAT)))
        .isInstanceOf(TypeException.class);
    assertThatThrownBy(() -> new LogisticRegression(zeros("w", 4, 2), zeros("b", 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("SoftmaxRegression");
    assertThatThrownBy(() -> new LinearRegression(zeros("w", 4, 3, 2), zeros("b", 3, 2)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void layers_that_do_not_fit_each_other_are_refused() {
    assertThatThrownBy(
            () ->
                new MultilayerPerceptron(
                    List.of(zeros("w1", 4, 5), zeros("w2", 6, 3)),
                    List.of(zeros("b1", 5), zeros("b2", 3)),
                    Activation.RELU))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[6, 3] follow on weights of shape [4, 5]");
    assertThatThrownBy(
            () ->
                new MultilayerPerceptron(
                    List.of(zeros("w", 4, 5), zeros("w", 5, 3)),
                    List.of(zeros("b1", 5), zeros("b2", 3)),
                    Activation.RELU))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("names");
    assertThatThrownBy(() -> new MultilayerPerceptron(List.of(), List.of(), Activation.RELU))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(
            () -> MultilayerPerceptron.of(List.of(4), Activation.RELU, DataType.FLOAT, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[4]");
  }
}
