package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Relu.relu;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Hinge loss of yes-or-no questions, for each element: max(0, 1 - (2y - 1)·x), with labels y and
 * logits x.
 *
 * <p>Shape: labels and logits have the same, and so has the result. Per element; {@code reduceMean}
 * makes it a number. Labels are 0 or 1 (TensorFlow), not -1 or 1.
 *
 * <p>Derivative: for the logits, 1 - 2y inside the margin, 0 beyond and on it.
 */
public final class Hinge {
  static final String HINT = "Labels hold one 0 or 1 for each logit";

  private Hinge() {}

  /**
   * The hinge loss of each element.
   *
   * @param labels FLOAT or DOUBLE, each 0 or 1, of the logits' type and shape
   * @param logits signed distances from the decision
   * @return the losses
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor hinge(Tensor labels, Tensor logits) {
    Labels.requireSame(labels, logits, "logits", HINT);
    Tensor signs = subtract(multiply(labels, 2), 1);
    return relu(subtract(1, multiply(signs, logits)));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "both sides of the margin",
            List.of(
                Domain.given(Shape.of(2, 3), 0, 1, 1, 0, 1, 0),
                Domain.given(Shape.of(2, 3), -2, 0.5, 1.75, 1.25, -0.25, -0.5)),
            in -> hinge(in.get(0), in.get(1))));
  }
}
