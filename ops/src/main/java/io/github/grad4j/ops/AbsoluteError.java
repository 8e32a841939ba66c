package io.github.grad4j.ops;

import static io.github.grad4j.ops.AbsoluteDifference.absoluteDifference;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Absolute error of each element: |labels - predictions|.
 *
 * <p>Shape: labels and predictions have the same, and so has the result. It is {@link
 * AbsoluteDifference} without broadcasting, which in a loss hides mistakes. Per element; {@code
 * reduceMean} makes it the mean absolute error.
 *
 * <p>Derivative: for the predictions, the sign of predictions - labels, 0 where they are equal; for
 * the labels, minus that.
 */
public final class AbsoluteError {
  private AbsoluteError() {}

  /**
   * The absolute error of each element.
   *
   * @param labels FLOAT or DOUBLE, of the predictions' type and shape
   * @param predictions what is compared with the labels
   * @return the losses
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor absoluteError(Tensor labels, Tensor predictions) {
    Labels.requireSame(labels, predictions, "predictions", SquaredError.HINT);
    return absoluteDifference(labels, predictions);
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
            List.of(Domain.between(-2, -0.25, 2, 3), Domain.positive(2, 3)),
            in -> absoluteError(in.get(0), in.get(1))));
  }
}
