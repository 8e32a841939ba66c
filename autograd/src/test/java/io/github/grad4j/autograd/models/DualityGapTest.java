package io.github.grad4j.autograd.models;

import static io.github.grad4j.autograd.train.Penalties.l2Penalty;
import static io.github.grad4j.ops.Add.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.train.Adam;
import io.github.grad4j.autograd.train.Fit;
import io.github.grad4j.autograd.train.History;
import io.github.grad4j.autograd.train.Lbfgs;
import io.github.grad4j.autograd.train.Minimum;
import io.github.grad4j.autograd.train.NewtonCg;
import io.github.grad4j.autograd.train.Training;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.NonFiniteException;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The gap against losses that are known to be the least ones, computed elsewhere. */
class DualityGapTest {
  private static final Dataset IRIS = IrisData.load();
  private static final Constant X = Constant.of(IRIS.features());
  private static final Constant LABELS = Constant.of(IRIS.labels());

  /** Of a loss near 1, summed over 150 examples. */
  private static final double ROUNDING = 150 * Math.ulp(1.0);

  private static final long SEED = 20261122;

  /** The best parameters for one strength of the penalty. */
  record Reference(double strength, double loss, List<Double> w, List<Double> b) {
    SoftmaxRegression model() {
      return near(0, new Random(SEED));
    }

    /** The model with every parameter moved at random. */
    SoftmaxRegression near(double deviation, Random random) {
      return new SoftmaxRegression(
          Variable.of("w", moved(w, deviation, random), Shape.of(4, 3)),
          Variable.of("b", moved(b, deviation, random), Shape.of(3)));
    }

    private static double[] moved(List<Double> values, double deviation, Random random) {
      return values.stream().mapToDouble(v -> v + deviation * random.nextGaussian()).toArray();
    }
  }

  static List<Reference> references() throws IOException {
    String name = "/oracles/training/training_iris.json";
    List<Reference> references = new ArrayList<>();
    JsonNode json;
    try (InputStream file =
        Objects.requireNonNull(DualityGapTest.class.getResourceAsStream(name), name)) {
      json = new ObjectMapper().readTree(file);
    }
    for (JsonNode minimiser : json.path("minimisers")) {
      references.add(
          new Reference(
              minimiser.path("lambda").doubleValue(),
              minimiser.path("loss").doubleValue(),
              numbers(minimiser.path("W").path("data")),
              numbers(minimiser.path("b").path("data"))));
    }
    return references;
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.doubleValue()));
    return numbers;
  }

  private static List<Double> numbers(Variable variable) {
    return DoubleStream.of(variable.value().ravel().toDoubleVector()).boxed().toList();
  }

  private static Tensor loss(SoftmaxRegression model, double strength) {
    return add(model.loss(X, LABELS), l2Penalty(strength, model.w()));
  }

  private static Certificate certify(SoftmaxRegression model, double strength) {
    try (DualityGap gap = new DualityGap(model, IRIS.all(), strength)) {
      return gap.certify();
    }
  }

  @Test
  void references_are_there() throws IOException {
    assertThat(references()).hasSize(5).allSatisfy(r -> assertThat(r.w()).hasSize(12));
  }

  @ParameterizedTest
  @MethodSource("references")
  void it_is_next_to_nothing_at_the_minimiser(Reference reference) {
    Certificate certificate = certify(reference.model(), reference.strength());
    assertThat(certificate.loss()).isCloseTo(reference.loss(), within(ROUNDING));
    assertThat(certificate.gap()).isBetween(0.0, ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("references")
  void it_is_never_less_than_what_is_left_to_gain_nor_more_than_the_loss(Reference reference) {
    Random random = new Random(SEED);
    for (double deviation = 1e-8; deviation < 1e3; deviation *= 3) {
      SoftmaxRegression model = reference.near(deviation, random);
      Certificate certificate = certify(model, reference.strength());
      String where = "deviation " + deviation + ", seed " + SEED + ": " + certificate;
      double rounding = ROUNDING * Math.max(1, certificate.loss());
      assertThat(certificate.loss())
          .as(where)
          .isCloseTo(loss(model, reference.strength()).evaluate().getDouble(), within(rounding));
      assertThat(certificate.gap())
          .as(where)
          .isGreaterThanOrEqualTo(certificate.loss() - reference.loss() - rounding)
          .isLessThanOrEqualTo(certificate.loss() + rounding);
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void it_falls_along_a_search(Reference reference) {
    SoftmaxRegression model = SoftmaxRegression.of(4, 3, DataType.DOUBLE);
    Lbfgs pieces = new Lbfgs().withGradientTolerance(1e-8).withMaxEvaluations(25);
    try (DualityGap gap = new DualityGap(model, IRIS.all(), reference.strength())) {
      Minimum minimum;
      Certificate certificate;
      do {
        minimum = pieces.minimize(loss(model, reference.strength()), model.parameters());
        certificate = gap.certify();
        assertThat(certificate.gap())
            .as(certificate.toString())
            .isGreaterThanOrEqualTo(certificate.loss() - reference.loss() - ROUNDING);
      } while (minimum.reason() == Minimum.Reason.LIMIT_REACHED);
      assertThat(minimum.converged()).as(minimum.toString()).isTrue();
      // g²/(2λ) of a gradient of 1e-8 is 5e-13.
      assertThat(certificate.gap()).isLessThan(1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void a_fit_tells_it_along_its_way(Reference reference) {
    SoftmaxRegression model = SoftmaxRegression.of(4, 3, DataType.DOUBLE);
    double strength = reference.strength();
    List<Double> losses = new ArrayList<>();
    History history;
    try (DualityGap gap = new DualityGap(model, IRIS.all(), strength);
        Training training =
            new Training(
                (x, labels) -> add(model.loss(x, labels), l2Penalty(strength, model.w())),
                model.parameters(),
                new Adam(0.1))) {
      history =
          Fit.of(training, IRIS.batches(10, SEED))
              .epochs(8)
              .measuring("gap", () -> gap.certify().gap())
              .watching(epoch -> losses.add(gap.certify().loss()))
              .run();
    }
    for (int i = 0; i < losses.size(); i++) {
      double left = losses.get(i) - reference.loss();
      assertThat(history.epochs().get(i).metrics().get("gap"))
          .as("epoch %d, seed %d, loss %s", i + 1, SEED, losses.get(i))
          .isBetween(left - ROUNDING, losses.get(i) + ROUNDING);
    }
    assertThat(losses).hasSize(8);
  }

  /** Where the bias is the best one, the bound is that by strong convexity. */
  @ParameterizedTest
  @MethodSource("references")
  void it_is_the_square_of_the_gradient_where_the_bias_is_optimal(Reference reference) {
    SoftmaxRegression model = reference.near(1e-3, new Random(SEED));
    double strength = reference.strength();
    Tensor loss = loss(model, strength);
    new NewtonCg().withGradientTolerance(1e-13).minimize(loss, List.of(model.b()));
    double norm = Autograd.gradient(loss, model.w()).evaluate().norm2Number().doubleValue();
    double expected = norm * norm / (2 * strength);
    assertThat(certify(model, strength).gap()).isCloseTo(expected, within(1e-9 * expected + 1e-14));
  }

  /** Without features the best probabilities are frequencies, and the least loss their entropy. */
  @Test
  void it_is_what_a_bias_can_gain_where_nothing_else_can() {
    Dataset blank = Dataset.ofClasses(new double[6][1], new long[] {0, 0, 0, 1, 1, 2});
    double entropy = Math.log(2) / 2 + Math.log(3) / 3 + Math.log(6) / 6;
    SoftmaxRegression model = SoftmaxRegression.of(1, 3, DataType.DOUBLE);
    try (DualityGap gap = new DualityGap(model, blank.all(), 1)) {
      assertThat(gap.certify().gap()).isCloseTo(Math.log(3) - entropy, within(ROUNDING));
      model.b().assign(new double[] {Math.log(3), Math.log(2), 0});
      assertThat(gap.certify().loss()).isCloseTo(entropy, within(ROUNDING));
      assertThat(gap.certify().gap()).isLessThan(ROUNDING);
    }
  }

  @Test
  void it_does_not_depend_on_what_all_biases_share() throws IOException {
    Reference reference = references().get(2);
    SoftmaxRegression model = reference.near(0.1, new Random(SEED));
    double gap = certify(model, reference.strength()).gap();
    model.b().assign(model.b().value().addi(1000).toDoubleVector());
    // Logits near 1000 keep three digits less.
    assertThat(certify(model, reference.strength()).gap()).isCloseTo(gap, within(1e-11));
  }

  @Test
  void labels_of_any_sums_will_do() {
    Random random = new Random(SEED);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, 150, 3);
    for (int i = 0; i < 150; i++) {
      for (int k = 0; k < 3; k++) {
        // Some rows without any.
        labels.putScalar(i, k, i % 10 == 0 ? 0 : random.nextDouble());
      }
    }
    Dataset weighted = Dataset.ofTargets(IRIS.features(), labels);
    SoftmaxRegression best = SoftmaxRegression.of(4, 3, DataType.DOUBLE);
    double strength = 0.01;
    Tensor loss = add(best.loss(X, Constant.of(labels)), l2Penalty(strength, best.w()));
    double least =
        new NewtonCg().withGradientTolerance(1e-10).minimize(loss, best.parameters()).loss();
    SoftmaxRegression model =
        new Reference(strength, least, numbers(best.w()), numbers(best.b())).near(0.01, random);
    try (DualityGap atBest = new DualityGap(best, weighted.all(), strength);
        DualityGap near = new DualityGap(model, weighted.all(), strength)) {
      assertThat(atBest.certify().loss()).isCloseTo(least, within(ROUNDING));
      assertThat(atBest.certify().gap()).isLessThan(1e-13);
      assertThat(near.certify().gap()).isBetween(near.certify().loss() - least, 1e-2);
    }
  }

  @Test
  void one_hot_labels_are_classes() throws IOException {
    Reference reference = references().get(1);
    SoftmaxRegression model = reference.near(0.1, new Random(SEED));
    try (DualityGap gap = new DualityGap(model, IRIS.withOneHotLabels().all(), 0.001)) {
      assertThat(gap.certify()).isEqualTo(certify(model, 0.001));
    }
  }

  /** The loss has no minimum, for the bias of the class may fall for ever; the bound holds. */
  @Test
  void a_class_without_examples_is_no_obstacle() {
    SoftmaxRegression model = SoftmaxRegression.of(4, 4, DataType.DOUBLE);
    new Lbfgs().withGradientTolerance(1e-5).minimize(loss(model, 0.01), model.parameters());
    Certificate certificate = certify(model, 0.01);
    // That of three classes, towards which it falls.
    double least = 0.24367722664938243;
    assertThat(certificate.gap()).isBetween(certificate.loss() - least, 0.01);
  }

  @Test
  void float_models_are_judged_in_double() throws IOException {
    Reference reference = references().get(2);
    SoftmaxRegression model =
        new SoftmaxRegression(
            Variable.of("w", reference.model().w().value().castTo(DataType.FLOAT)),
            Variable.of("b", reference.model().b().value().castTo(DataType.FLOAT)));
    Dataset rounded = IRIS.withFeatures(IRIS.features().castTo(DataType.FLOAT));
    try (DualityGap gap = new DualityGap(model, rounded.all(), reference.strength())) {
      // Parameters are off by 1e-7, and features as well: so is the loss; the gap by g²/(2λ).
      assertThat(gap.certify().loss()).isCloseTo(reference.loss(), within(1e-6));
      assertThat(gap.certify().gap()).isLessThan(1e-10);
    }
  }

  @Test
  void a_certificate_reads_well_and_never_promises_too_much() {
    assertThat(new Certificate(0.24367722664938243, 3.01e-7))
        .hasToString("loss 0.24367723, within 3.1E-7 of the optimum");
    assertThat(new Certificate(1, 0)).hasToString("loss 1.0, within 0.0 of the optimum");
  }

  @Test
  void without_a_penalty_there_is_no_gap() {
    SoftmaxRegression model = SoftmaxRegression.of(4, 3, DataType.DOUBLE);
    for (double strength : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new DualityGap(model, IRIS.all(), strength))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("positive and finite, but it is " + strength)
          .hasMessageContaining("Separation");
    }
  }

  @Test
  void examples_that_do_not_fit_are_refused() {
    SoftmaxRegression narrow = SoftmaxRegression.of(3, 3, DataType.DOUBLE);
    assertThatThrownBy(() -> new DualityGap(narrow, IRIS.all(), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("features of shape [150, 4] do not fit weights of shape [3, 3]");
    SoftmaxRegression two = SoftmaxRegression.of(4, 2, DataType.DOUBLE);
    assertThatThrownBy(() -> new DualityGap(two, IRIS.withOneHotLabels().all(), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("labels of shape [150, 3] do not belong to 2 classes");
    assertThatThrownBy(() -> certify(two, 1))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("[0, 2)");
    Dataset negative =
        Dataset.ofTargets(
            Nd4j.ones(DataType.DOUBLE, 1, 4), Nd4j.createFromArray(new double[][] {{1, -1}}));
    assertThatThrownBy(
            () -> {
              try (DualityGap gap = new DualityGap(two, negative.all(), 1)) {
                gap.certify();
              }
            })
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("that of example 0 and class 1 is -1.0");
  }

  @Test
  void parameters_that_are_not_finite_are_told_of() {
    SoftmaxRegression model = SoftmaxRegression.of(4, 3, DataType.DOUBLE);
    model.b().assign(new double[] {0, Double.NaN, 0});
    assertThatThrownBy(() -> certify(model, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("the loss is NaN");
  }

  @Test
  void closed_it_certifies_nothing() {
    DualityGap gap = new DualityGap(SoftmaxRegression.of(4, 3, DataType.DOUBLE), IRIS.all(), 1);
    gap.close();
    gap.close();
    assertThatThrownBy(gap::certify)
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("closed");
  }
}
