package io.github.grad4j.examples;

import io.github.grad4j.autograd.data.Dataset;
import io.github.grad4j.autograd.models.Certificate;
import io.github.grad4j.autograd.models.DualityGap;
import io.github.grad4j.autograd.models.MultilayerPerceptron;
import io.github.grad4j.autograd.models.Separation;
import io.github.grad4j.autograd.models.SoftmaxRegression;
import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.autograd.train.Fit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of the optimum of a softmax regression on the examples it learns from: how far it
 * is at most, or that there is none. Nothing is known of a perceptron's.
 */
final class Optimum implements AutoCloseable {
  /** What the distance is called in a history. */
  static final String GAP = "gap";

  /**
   * Of so many features at most, half a gigabyte as DOUBLE, the gap is computed: two products with
   * all examples, which take about as long as an epoch.
   */
  private static final long MOST_FEATURES = 1 << 26;

  /** Among so many at most, parameters that separate the examples are searched for: seconds. */
  private static final long MOST_SEARCHED = 1 << 17;

  private final Optional<SoftmaxRegression> model;
  private final Batch examples;
  private final long features;
  private final double strength;
  private final Optional<DualityGap> gap;

  private Optimum(Optional<SoftmaxRegression> model, Dataset training, double strength) {
    this.model = model;
    this.strength = strength;
    examples = training.all();
    features = (long) training.size() * training.featureShape().size();
    gap =
        model
            .filter(regression -> strength > 0 && features <= MOST_FEATURES)
            .map(regression -> new DualityGap(regression, examples, strength));
  }

  /**
   * That of a net on prepared examples.
   *
   * @param strength of the L2 penalty; 0 for none
   */
  static Optimum of(MultilayerPerceptron net, Dataset training, double strength) {
    Optional<SoftmaxRegression> regression =
        net.weights().size() == 1
            ? Optional.of(new SoftmaxRegression(net.weights().get(0), net.biases().get(0)))
            : Optional.empty();
    return new Optimum(regression, training, strength);
  }

  /** A fit that measures the gap after each epoch, if there is one. */
  Fit measuredIn(Fit fit) {
    return gap.map(known -> fit.measuring(GAP, () -> known.certify().gap())).orElse(fit);
  }

  /** A gap in two digits that are never less, as {@link Certificate} rounds it. */
  static String rounded(double gap) {
    return String.format(
        Locale.ROOT, "%.1e", new BigDecimal(gap).round(new MathContext(2, RoundingMode.UP)));
  }

  /** What is known where the parameters are now, in one line. */
  Optional<String> told() {
    if (gap.isPresent()) {
      return gap.map(known -> known.certify().toString());
    }
    if (strength > 0) {
      return model.map(
          regression ->
              String.format(
                  Locale.ROOT,
                  "how far the optimum is was not computed: %,d features are more than %,d",
                  features,
                  MOST_FEATURES));
    }
    return model
        .filter(this::isSeparated)
        .map(
            regression ->
                "no finite optimum exists: the examples can be separated, and the loss falls as long"
                    + " as weights grow; --l2 ends that");
  }

  private boolean isSeparated(SoftmaxRegression regression) {
    return Separation.by(regression, examples) == Separation.PROVEN
        || (features <= MOST_SEARCHED
            && Separation.search(examples, regression.classes()) == Separation.PROVEN);
  }

  @Override
  public void close() {
    gap.ifPresent(DualityGap::close);
  }
}
