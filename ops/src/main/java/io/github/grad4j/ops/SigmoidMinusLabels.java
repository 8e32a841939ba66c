package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Sigmoid.sigmoid;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.List;

/**
 * The gradient of {@link SigmoidCrossEntropyWithLogits} with respect to its logits: y = sigmoid(x)
 * - z, with labels z and logits x.
 *
 * <p>Shape: labels and logits have the same, and so has the result. Exact in the tail: for x &gt; 0
 * computed as (1 - z) - sigmoid(-x), so that a label of 1 at a logit of 40 gives -exp(-40), not 0.
 *
 * <p>Derivative: for the logits, scaling by sigmoid(x)·sigmoid(-x); for the labels, by -1.
 */
public record SigmoidMinusLabels() implements Binary {
  /**
   * The gradient of sigmoid cross entropy.
   *
   * @param labels FLOAT or DOUBLE, of the logits' type and shape
   * @param logits log odds
   * @return sigmoid(logits) - labels
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor sigmoidMinusLabels(Tensor labels, Tensor logits) {
    return new SigmoidMinusLabels().on(labels, logits);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return Labels.requireSame(
        inputs.get(0), inputs.get(1), "logits", SigmoidCrossEntropyWithLogits.HINT);
  }

  @Override
  public List<String> inputNames() {
    return List.of("labels", "logits");
  }

  @Override
  public double at(double label, double logit) {
    double e = Math.exp(-Math.abs(logit));
    double less = e / (1 + e);
    return logit > 0 ? 1 - label - less : less - label;
  }

  @Override
  public Notation notation() {
    return Notation.of("\\sigma(#logits) - #labels")
        .slope("-1")
        .slope("\\sigma(#logits) \\cdot \\sigma(-#logits)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor logits = y.input(1);
    return List.of(
        Partial.symmetric(t -> negate(t)),
        Partial.symmetric(t -> multiply(t, multiply(sigmoid(logits), sigmoid(negate(logits))))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "any labels",
            List.of(Domain.real(2, 3), Domain.real(2, 3)),
            in -> sigmoidMinusLabels(in.get(0), in.get(1))));
  }
}
