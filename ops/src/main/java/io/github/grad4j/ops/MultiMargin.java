package io.github.grad4j.ops;

import static io.github.grad4j.ops.Add.add;
import static io.github.grad4j.ops.NegativeLogLikelihood.negativeLogLikelihood;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.Relu.relu;
import static io.github.grad4j.ops.Reshape.reshape;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Hinge loss of many classes, for each example: Σ max(0, margin - x_label + x_j)/classes over the
 * classes j other than the label (Weston and Watkins 1999, averaged as in PyTorch's
 * multi_margin_loss).
 *
 * <p>Shape: logits have the classes along their last axis; labels and the result lack it: [batch].
 * Per example; {@code reduceMean} makes it a number. Labels are LONG and checked at every run.
 *
 * <p>Derivative: for each class inside the margin 1/classes, the same taken from the label's; 0 on
 * the margin.
 */
public final class MultiMargin {
  private static final String HINT =
      "Labels hold one LONG class id per example; for one 0 or 1 per class use hinge";

  private MultiMargin() {}

  /**
   * The loss of each example with a margin of 1.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits scores, FLOAT or DOUBLE, of rank 1 or more
   * @return the losses, of the labels' shape
   * @throws io.github.grad4j.core.ShapeException if labels do not have the logits' shape without
   *     the last axis
   */
  public static Tensor multiMargin(Tensor labels, Tensor logits) {
    return multiMargin(labels, logits, 1);
  }

  /**
   * The loss of each example.
   *
   * @param labels LONG class ids, each in [0, classes)
   * @param logits scores, FLOAT or DOUBLE, of rank 1 or more
   * @param margin by how much a label's score must exceed the others to cost nothing
   * @return the losses, of the labels' shape
   * @throws io.github.grad4j.core.ShapeException if labels do not have the logits' shape without
   *     the last axis
   */
  public static Tensor multiMargin(Tensor labels, Tensor logits, double margin) {
    int axis = Labels.requireIds(labels, logits, -1, "logits", HINT);
    Shape shape = logits.shape();
    // The negated score of each example's label.
    Tensor ahead = reshape(negativeLogLikelihood(labels, logits), shape.with(axis, 1));
    Tensor violations = relu(add(add(logits, ahead), margin));
    return reduceMean(where(Labels.areClass(labels, shape, axis), 0, violations), Axes.axes(axis));
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
                Domain.indices(3, 2), Domain.given(Shape.of(2, 3), -2, 0.5, 1.75, 1.25, -0.25, 3)),
            in -> multiMargin(in.get(0), in.get(1))),
        new Example(
            "another margin",
            List.of(Domain.indices(3, 2), Domain.given(Shape.of(2, 3), -2, 0.25, 1.75, 1.25, 0, 3)),
            in -> multiMargin(in.get(0), in.get(1), 0.5)));
  }
}
