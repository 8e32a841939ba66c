package io.github.grad4j.ops;

import static io.github.grad4j.ops.Clip.clip;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Huber loss of each element: e²/2 where |e| ≤ delta, otherwise delta·(|e| - delta/2), with e =
 * predictions - labels (Huber 1964, doi:10.1214/aoms/1177703732).
 *
 * <p>Shape: labels and predictions have the same, and so has the result. Per element; {@code
 * reduceMean} makes it a number.
 *
 * <p>Derivative: for the predictions, e held within [-delta, delta]; for the labels, minus that.
 */
public final class Huber {
  private Huber() {}

  /**
   * The Huber loss of each element with delta = 1.
   *
   * @param labels FLOAT or DOUBLE, of the predictions' type and shape
   * @param predictions what is compared with the labels
   * @return the losses
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor huber(Tensor labels, Tensor predictions) {
    return huber(labels, predictions, 1);
  }

  /**
   * The Huber loss of each element.
   *
   * @param labels FLOAT or DOUBLE, of the predictions' type and shape
   * @param predictions what is compared with the labels
   * @param delta from which error on the loss grows linearly; greater than 0
   * @return the losses
   * @throws ArgumentException if delta is not greater than 0
   * @throws io.github.grad4j.core.ShapeException if the shapes differ
   */
  public static Tensor huber(Tensor labels, Tensor predictions, double delta) {
    if (!(delta > 0)) {
      throw new ArgumentException("delta is an error greater than 0, but it is " + delta);
    }
    Labels.requireSame(labels, predictions, "predictions", SquaredError.HINT);
    Tensor e = subtract(predictions, labels);
    // c·(e - c/2) with c = e within the bounds and ±delta outside is both halves at once.
    Tensor c = clip(e, -delta, delta);
    return multiply(c, subtract(e, multiply(c, 0.5)));
  }

  /**
   * The formulas on which it is checked.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example(
            "small and large errors",
            List.of(
                Domain.given(Shape.of(2, 2), 0.5, -1, 0, 2),
                Domain.given(Shape.of(2, 2), 0.25, 1.5, -0.75, -0.25)),
            in -> huber(in.get(0), in.get(1))),
        new Example(
            "another delta",
            List.of(
                Domain.given(Shape.of(2, 2), 0.5, -1, 0, 2),
                Domain.given(Shape.of(2, 2), 0.25, 1.5, -0.75, -0.25)),
            in -> huber(in.get(0), in.get(1), 0.5)));
  }
}
