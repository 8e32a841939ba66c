package io.github.grad4j.autograd.models;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Cast.cast;

import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.autograd.train.Lbfgs;
import io.github.grad4j.autograd.train.Minimum;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whether examples can be separated by softmax regression, so that without a penalty the loss has
 * no finite optimum.
 *
 * <p>If for some W and b the logit of its class is the largest one of every example, then the loss
 * of t·W, t·b falls to 0 as t grows, and no finite parameters have a loss of 0 (Albert and Anderson
 * 1984, doi:10.1093/biomet/71.1.1: complete separation). Training then goes on for ever, and the
 * weights grow without bound; a penalty gives it an end ({@link DualityGap}).
 */
public enum Separation {
  /** Parameters are known that separate all examples: there is no finite optimum. */
  PROVEN,
  /**
   * None are known. There may be some that were not found; and examples that are separated but for
   * ties have no finite optimum either, which is not looked for.
   */
  UNKNOWN;

  /** After so many evaluations the search looks whether it has arrived. */
  private static final int EVALUATIONS = 100;

  private static final int ROUNDS = 20;

  /** Small enough to end only a search that cannot go on. */
  private static final double TOLERANCE = 1e-14;

  /**
   * Whether a model separates examples, by margins that are larger than all errors of rounding in
   * their computation.
   *
   * @param model whose parameters are looked at
   * @param examples features of the model's width, and LONG classes or one-hot labels
   * @return PROVEN if it does; UNKNOWN if it does not, or an example has no class, or several
   * @throws ShapeException if the examples do not fit the model
   */
  public static Separation by(SoftmaxRegression model, Batch examples) {
    ArgumentException.requireNonNull(model, "model");
    ArgumentException.requireNonNull(examples, "examples");
    Input features = new Input("features", examples.features().type());
    Input given = new Input("labels", examples.labels().type());
    Tensor x = cast(features, DataType.DOUBLE);
    Tensor w = cast(model.w(), DataType.DOUBLE);
    Tensor b = cast(model.b(), DataType.DOUBLE);
    Tensor logits = Affine.affine(x, w, b);
    Tensor magnitudes = Affine.affine(abs(x), abs(w), abs(b));
    Tensor labels = Labels.perClass(given, model.classes());
    try (Plan plan = Plan.of(List.of(logits, magnitudes, labels))) {
      plan.feed(features, examples.features()).feed(given, examples.labels()).run();
      // Of a sum of n products, in any order, by Higham, Accuracy and Stability of Numerical
      // Algorithms (2nd edition, 2002), (3.5): n·u/(1 - n·u) of the magnitudes, u half an ulp of 1;
      // twice that, for the magnitudes are rounded too.
      double error = (model.features() + 2) * Math.ulp(1.0);
      return separates(
              plan.doubles(logits),
              plan.doubles(magnitudes),
              plan.doubles(labels),
              model.classes(),
              error)
          ? PROVEN
          : UNKNOWN;
    }
  }

  private static boolean separates(
      double[] logits, double[] magnitudes, double[] labels, int classes, double error) {
    for (int row = 0; row < logits.length; row += classes) {
      int own = -1;
      for (int i = row; i < row + classes; i++) {
        if (labels[i] != 0) {
          if (own >= 0) {
            return false;
          }
          own = i;
        }
      }
      if (own < 0 || !(labels[own] > 0)) {
        return false;
      }
      for (int i = row; i < row + classes; i++) {
        double rounding = error * (magnitudes[own] + magnitudes[i]);
        if (i != own && !(logits[own] - logits[i] > rounding)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Looks for parameters that separate examples: L-BFGS lowers the loss without a penalty until
   * they do, or it cannot go on, or after {@value #EVALUATIONS} · {@value #ROUNDS} evaluations.
   *
   * <p>Standardise features of different sizes first: that changes nothing but the time it takes.
   *
   * @param examples features {@code [n, k]}, and LONG classes or one-hot labels
   * @param classes how many there are
   * @return PROVEN if it found some, UNKNOWN if not
   * @throws ShapeException if the examples have not this shape
   */
  public static Separation search(Batch examples, int classes) {
    ArgumentException.requireNonNull(examples, "examples");
    if (examples.features().shape().rank() != 2) {
      throw new ShapeException(
          "each example is a row of features, but they have shape "
              + examples.features().shape()
              + "; flatten them, as Dataset.flattened() does");
    }
    int width = examples.features().shape().size(1);
    SoftmaxRegression model = SoftmaxRegression.of(width, classes, DataType.DOUBLE);
    Tensor x = cast(constant(examples.features()), DataType.DOUBLE);
    Tensor labels = Labels.perClass(constant(examples.labels()), classes);
    Tensor loss = model.loss(x, labels);
    Lbfgs lbfgs = new Lbfgs().withGradientTolerance(TOLERANCE).withMaxEvaluations(EVALUATIONS);
    for (int round = 0; round < ROUNDS; round++) {
      Minimum minimum = lbfgs.minimize(loss, model.parameters());
      if (by(model, examples) == PROVEN) {
        return PROVEN;
      }
      if (minimum.reason() != Minimum.Reason.LIMIT_REACHED) {
        break;
      }
    }
    return UNKNOWN;
  }

  private static Constant constant(Rows rows) {
    Input input = new Input("rows", rows.type());
    try (Plan plan = Plan.of(input);
        INDArray array = plan.feed(input, rows).run().value(input)) {
      return Constant.of(array);
    }
  }
}
