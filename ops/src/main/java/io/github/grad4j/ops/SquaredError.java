package io.github.grad4j.ops;

import static io.github.grad4j.ops.SquaredDifference.squaredDifference;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Squared error of each element: (labels - predictions)².
 *
 * <p>Shape: labels and predictions have the same, and so has the result. It is {@link
 * SquaredDifference} without broadcasting, which in a loss hides mistakes: [batch] against [batch,
 * 1] would compare every label with every prediction. Per element; {@code reduceMean} makes it the
 * mean squared error.
 *
 * <p>Derivative: for the predictions, 2(predictions - labels); for the labels, minus that.
 */
public final class SquaredError {
  static final String HINT = "Labels hold one value for each prediction";

  private SquaredError() {}

  /**
   * The squared error of each element.
   *
   * @param labels FLOAT or DOUBLE, of the predictions' type and shape
   * @param predictions what is compared with the labels
   * @return the losses
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor squaredError(Tensor labels, Tensor predictions) {
    Labels.requireSame(labels, predictions, "predictions", HINT);
    return squaredDifference(labels, predictions);
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.real(2, 3), Domain.real(2, 3)),
            in -> squaredError(in.get(0), in.get(1))));
  }
}
