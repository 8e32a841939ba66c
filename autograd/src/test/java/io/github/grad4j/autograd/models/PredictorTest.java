package io.github.grad4j.autograd.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.models.MultilayerPerceptron.Activation;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class PredictorTest {
  /** Of sums of few products in another order. */
  private static final double ROUNDING = 1e-14;

  /** More than two blocks, and not a whole number of them. */
  private static final int MANY = 600;

  private static final Classifier PERCEPTRON =
      MultilayerPerceptron.of(List.of(4, 8, 3), Activation.TANH, DataType.DOUBLE, 1);

  /** Logits x, 0 and -x. */
  private static SoftmaxRegression line() {
    return new SoftmaxRegression(
        Variable.of("w", new double[] {1, 0, -1}, Shape.of(1, 3)),
        Variable.of("b", new double[3], Shape.of(3)));
  }

  private static double[][] examples() {
    Random random = new Random(2);
    double[][] examples = new double[MANY][4];
    for (double[] example : examples) {
      Arrays.setAll(example, i -> random.nextGaussian());
    }
    return examples;
  }

  @Test
  void probabilities_are_those_of_softmax() {
    try (Predictor predictor = Predictor.of(line())) {
      double[] p = predictor.probabilities(new double[] {Math.log(2)});
      assertThat(p).containsExactly(new double[] {4 / 7.0, 2 / 7.0, 1 / 7.0}, within(ROUNDING));
      assertThat(predictor.classOf(new double[] {3})).isZero();
      assertThat(predictor.classOf(new double[] {-3})).isEqualTo(2);
      assertThat(predictor.topK(new double[] {3}, 2)).containsExactly(0, 1);
      assertThat(predictor.topK(new double[] {-3}, 3)).containsExactly(2, 1, 0);
      // Ties.
      assertThat(predictor.classOf(new double[] {0})).isZero();
      assertThat(predictor.topK(new double[] {0}, 3)).containsExactly(0, 1, 2);
    }
  }

  @Test
  void many_examples_are_told_as_each_by_itself() {
    double[][] examples = examples();
    Dataset dataset = Dataset.ofClasses(examples, new long[MANY]);
    try (Predictor predictor = Predictor.of(PERCEPTRON)) {
      double[][] many = predictor.probabilities(examples);
      assertThat(predictor.probabilities(dataset.all().features())).isDeepEqualTo(many);
      for (int i = 0; i < MANY; i++) {
        assertThat(predictor.probabilities(examples[i])).containsExactly(many[i], within(ROUNDING));
      }
      assertThat(predictor.classesOf(examples))
          .containsExactly(predictor.classesOf(dataset.all().features()))
          .containsExactly(Arrays.stream(examples).mapToLong(predictor::classOf).toArray());
      assertThat(predictor.topK(examples, 2))
          .isDeepEqualTo(predictor.topK(dataset.all().features(), 2))
          .isDeepEqualTo(
              Arrays.stream(examples).map(e -> predictor.topK(e, 2)).toArray(long[][]::new));
      assertThat(predictor.probabilities(new double[0][])).isEmpty();
    }
  }

  @Test
  void selected_rows_are_told_in_their_order() {
    double[][] examples = examples();
    Dataset dataset = Dataset.ofClasses(examples, new long[MANY]);
    try (Predictor predictor = Predictor.of(PERCEPTRON)) {
      double[][] all = predictor.probabilities(examples);
      double[][] some =
          predictor.probabilities(
              dataset.all().features().select(new int[] {9, 500, 7, 7, 3}, 1, 4));
      assertThat(some).isDeepEqualTo(new double[][] {all[500], all[7], all[7]});
    }
  }

  @Test
  void several_threads_are_told_the_same() throws Exception {
    double[][] examples = examples();
    try (Predictor predictor = Predictor.of(PERCEPTRON)) {
      double[][] expected = predictor.probabilities(examples);
      double[] one = predictor.probabilities(examples[0]);
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
          calls.add(
              threads.submit(
                  () -> assertThat(predictor.probabilities(examples)).isDeepEqualTo(expected)));
          calls.add(
              threads.submit(
                  () -> assertThat(predictor.probabilities(examples[0])).isEqualTo(one)));
        }
        for (Future<?> call : calls) {
          call.get();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void float_models_round_what_they_are_given() {
    Classifier model = SoftmaxRegression.of(2, 2, DataType.FLOAT);
    model.parameters().get(0).assign(new float[] {1, 0, 0, 0});
    try (Predictor predictor = Predictor.of(model)) {
      assertThat(predictor.probabilities(new double[] {0.1, 0})[0])
          .isCloseTo(1 / (1 + Math.exp(-0.1)), within(1e-7));
      Dataset dataset = Dataset.ofClasses(new double[][] {{0.1, 0}}, new long[1]);
      assertThatThrownBy(() -> predictor.probabilities(dataset.all().features()))
          .isInstanceOf(TypeException.class);
    }
  }

  @Test
  void parameters_are_read_when_it_is_asked() {
    SoftmaxRegression model = line();
    try (Predictor predictor = Predictor.of(model)) {
      assertThat(predictor.classOf(new double[] {1})).isZero();
      model.w().assign(new double[] {-1, 0, 1});
      assertThat(predictor.classOf(new double[] {1})).isEqualTo(2);
    }
  }

  @Test
  void a_wrong_width_is_told_with_both_shapes() {
    try (Predictor predictor = Predictor.of(PERCEPTRON)) {
      assertThatThrownBy(() -> predictor.probabilities(new double[3]))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining(
              "the model takes examples of shape [4], but this one has shape [3]");
      assertThatThrownBy(() -> predictor.classesOf(new double[][] {new double[4], new double[5]}))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("[4], but this one has shape [5]");
      Dataset images = IrisData.load();
      Dataset square = images.withFeatures(images.features().reshape('c', 150, 2, 2));
      assertThatThrownBy(() -> predictor.topK(square.all().features(), 1))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("[4], but this one has shape [2, 2]; flatten the examples");
      // What is refused leaves it usable.
      assertThat(predictor.probabilities(new double[4])).hasSize(3);
    }
  }

  @Test
  void there_are_no_more_classes_than_there_are() {
    try (Predictor predictor = Predictor.of(PERCEPTRON)) {
      for (int k : new int[] {0, 4}) {
        assertThatThrownBy(() -> predictor.topK(new double[4], k))
            .isInstanceOf(ArgumentException.class)
            .hasMessageContaining("k is in [1, 3], but it is " + k);
      }
    }
  }

  @Test
  void closed_it_tells_nothing() {
    Predictor predictor = Predictor.of(PERCEPTRON);
    predictor.probabilities(new double[4]);
    predictor.close();
    predictor.close();
    assertThatThrownBy(() -> predictor.classOf(new double[4]))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("this predictor is closed");
  }
}
