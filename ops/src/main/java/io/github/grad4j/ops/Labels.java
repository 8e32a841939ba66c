package io.github.grad4j.ops;

import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.Reshape.reshape;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What losses require of their labels, and of what they compare them with. */
final class Labels {
  private Labels() {}

  /**
   * The common type of labels and predictions: floating, one element type, one shape. Shapes that
   * merely broadcast are rejected, because a row of labels given by mistake would go unnoticed.
   *
   * @param labels the type of the labels
   * @param predicted the type of the predictions
   * @param name what messages call the predictions
   * @param hint what labels are here, and what else may have been meant
   */
  static TensorType requireSame(TensorType labels, TensorType predicted, String name, String hint) {
    return requireSame("labels", labels, name, predicted, hint);
  }

  /** As above, for a loss composed of other ops: the exception tells where the two were made. */
  static void requireSame(Tensor labels, Tensor predicted, String name, String hint) {
    requireSame("labels", labels, name, predicted, hint);
  }

  /** As above, for other operands than labels. */
  static void requireSame(String firstName, Tensor first, String name, Tensor second, String hint) {
    Tensors.check(
        () -> requireSame(firstName, first.type(), name, second.type(), hint),
        List.of(firstName, name),
        List.of(first, second));
  }

  private static TensorType requireSame(
      String firstName, TensorType first, String name, TensorType second, String hint) {
    if (!first.isFloating() || first.dataType() != second.dataType()) {
      throw new TypeException(
          String.format(
              "%s and %s are both FLOAT or both DOUBLE, but got %s and %s. %s",
              firstName, name, first, second, hint));
    }
    requireSameShape(firstName, first.shape(), name, second.shape(), hint);
    return second;
  }

  private static void requireSameShape(
      String firstName, Shape first, String name, Shape second, String hint) {
    if (first.equals(second)) {
      return;
    }
    String clash = "rank " + first.rank() + " vs " + second.rank();
    if (first.rank() == second.rank()) {
      int axis = 0;
      while (first.size(axis) == second.size(axis)) {
        axis++;
      }
      clash = "axis " + axis + ": " + first.size(axis) + " vs " + second.size(axis);
    }
    throw new ShapeException(
        String.format(
            "%s shape %s does not match %s shape %s (%s). %s",
            firstName, first, name, second, clash, hint));
  }

  /**
   * Checks integer class ids: LONG, one for each line of the predictions along the class axis.
   *
   * @param name what messages call the predictions
   * @param hint what else may have been meant
   */
  static void requireIds(
      TensorType labels, TensorType predicted, int axis, String name, String hint) {
    if (!labels.isInteger()) {
      throw new TypeException("labels are LONG class ids, but got " + labels + ". " + hint);
    }
    Reducing.requireFloating(predicted);
    Shape examples = predicted.shape().without(axis);
    if (!labels.shape().equals(examples)) {
      throw new ShapeException(
          String.format(
              "labels shape %s does not match %s shape %s, which without its class axis %d is %s."
                  + " %s",
              labels.shape(), name, predicted.shape(), axis, examples, hint));
    }
  }

  /**
   * A mask that is true for each example's own class.
   *
   * @param ids LONG class ids
   * @param shape of the predictions
   * @param axis the class axis, counted from the front
   * @return BOOL, of the predictions' shape
   */
  static Tensor areClass(Tensor ids, Shape shape, int axis) {
    int classes = shape.size(axis);
    int[] column = new int[shape.rank() - axis];
    Arrays.fill(column, 1);
    column[0] = classes;
    Tensor all = Constant.of(LongStream.range(0, classes).toArray(), Shape.of(column));
    return equal(reshape(ids, shape.with(axis, 1)), all);
  }
}
