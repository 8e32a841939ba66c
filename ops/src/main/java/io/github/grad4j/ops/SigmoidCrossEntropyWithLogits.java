package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.SigmoidMinusLabels.sigmoidMinusLabels;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.List;

/**
 * Cross entropy of independent yes-or-no questions, for each element: y = -z·log sigmoid(x) - (1 -
 * z)·log(1 - sigmoid(x)), with labels z and logits x.
 *
 * <p>Shape: labels and logits have the same, and so has the result. In nats, per element; {@code
 * reduceMean} makes it a number. Labels are any numbers, usually from 0 to 1.
 *
 * <p>Computed as max(x, 0) - x·z + log1p(exp(-|x|)), the first two terms as one product, so that
 * nothing overflows or cancels: labels of 1 at a logit of 40 lose exp(-40), not 0. A logit of ∞
 * with label 1, or -∞ with label 0, loses 0.
 *
 * <p>Derivative: for the logits, sigmoid(x) - z ({@link SigmoidMinusLabels}); for the labels, -x.
 */
public record SigmoidCrossEntropyWithLogits() implements Binary {
  static final String HINT = "Labels hold one probability per logit";

  /**
   * The cross entropy of each element.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits log odds
   * @return the losses
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor sigmoidCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return new SigmoidCrossEntropyWithLogits().on(labels, logits);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return Labels.requireSame(inputs.get(0), inputs.get(1), "logits", HINT);
  }

  @Override
  public List<String> inputNames() {
    return List.of("labels", "logits");
  }

  @Override
  public double at(double label, double logit) {
    double wrong = logit > 0 ? 1 - label : label;
    double size = Math.abs(logit);
    // A question answered wholly right costs nothing, however certain the answer: not 0·∞.
    return (wrong == 0 ? 0 : wrong * size) + Math.log1p(Math.exp(-size));
  }

  @Override
  public Notation notation() {
    return Notation.of(
            "-#labels \\cdot \\ln(\\sigma(#logits)) - (1 - #labels) \\cdot \\ln(1 - \\sigma(#logits))")
        .slope("-#logits")
        .slope("\\sigma(#logits) - #labels");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor labels = y.input(0);
    Tensor logits = y.input(1);
    return List.of(
        Partial.symmetric(t -> negate(multiply(t, logits))),
        Partial.symmetric(t -> multiply(t, sigmoidMinusLabels(labels, logits))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "probabilities",
            List.of(Domain.between(0, 1, 2, 3), Domain.real(2, 3)),
            in -> sigmoidCrossEntropyWithLogits(in.get(0), in.get(1))),
        new Example(
            "any labels",
            List.of(Domain.real(2, 3), Domain.real(2, 3)),
            in -> sigmoidCrossEntropyWithLogits(in.get(0), in.get(1))),
        new Example(
            "scalars",
            List.of(Domain.between(0, 1), Domain.real()),
            in -> sigmoidCrossEntropyWithLogits(in.get(0), in.get(1))));
  }
}
