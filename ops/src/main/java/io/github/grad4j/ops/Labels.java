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
import io.github.grad4j.core.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
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
    return requireSame("labels", labels, name, predicted, OptionalInt.empty(), hint);
  }

  /** As above, for a loss along a class axis, which the predictions must have. */
  static TensorType requireSame(
      TensorType labels, TensorType predicted, String name, int axis, String hint) {
    return requireSame("labels", labels, name, predicted, OptionalInt.of(axis), hint);
  }

  /** As above, for a loss composed of other ops: the exception tells where the two were made. */
  static void requireSame(Tensor labels, Tensor predicted, String name, String hint) {
    requireSame("labels", labels, name, predicted, hint);
  }

  /** As above, for other operands than labels. */
  static void requireSame(String firstName, Tensor first, String name, Tensor second, String hint) {
    Tensors.check(
        () -> requireSame(firstName, first.type(), name, second.type(), OptionalInt.empty(), hint),
        List.of(firstName, name),
        Arrays.asList(first, second));
  }

  /** As above, for a loss along a class axis: that axis, counted from the front. */
  static int requireSame(Tensor labels, Tensor predicted, String name, int axis, String hint) {
    Tensors.check(
        () -> requireSame(labels.type(), predicted.type(), name, axis, hint),
        List.of("labels", name),
        Arrays.asList(labels, predicted));
    return predicted.shape().axis(axis);
  }

  private static TensorType requireSame(
      String firstName,
      TensorType first,
      String name,
      TensorType second,
      OptionalInt axis,
      String hint) {
    Violations violations = new Violations();
    violations.check(() -> requireSameType(firstName, first, name, second));
    violations.check(() -> requireSameShape(firstName, first.shape(), name, second.shape()));
    String help = violations.isEmpty() ? "" : hint;
    axis.ifPresent(named -> violations.check(() -> second.shape().axis(named)));
    violations.throwIfAny(help);
    return second;
  }

  private static void requireSameType(
      String firstName, TensorType first, String name, TensorType second) {
    if (!first.isFloating() || first.dataType() != second.dataType()) {
      throw new TypeException(
          String.format(
              "%s and %s are both FLOAT or both DOUBLE, but got %s and %s",
              firstName, name, first, second));
    }
  }

  private static void requireSameShape(String firstName, Shape first, String name, Shape second) {
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
            "%s shape %s does not match %s shape %s (%s)", firstName, first, name, second, clash));
  }

  /**
   * Checks integer class ids: LONG, one for each line of the predictions along the class axis.
   *
   * @param name what messages call the predictions
   * @param hint what else may have been meant
   */
  static void requireIds(
      TensorType labels, TensorType predicted, int axis, String name, String hint) {
    Violations violations = new Violations();
    violations.check(() -> requireLong(labels));
    if (axis >= -predicted.shape().rank() && axis < predicted.shape().rank()) {
      violations.check(() -> requireOneEach(labels.shape(), predicted.shape(), axis, name));
    }
    String help = violations.isEmpty() ? "" : hint;
    violations.check(() -> Reducing.requireFloating(predicted));
    violations.check(() -> predicted.shape().axis(axis));
    violations.throwIfAny(help);
  }

  /** As above, of tensors: the class axis, counted from the front. */
  static int requireIds(Tensor labels, Tensor predicted, int axis, String name, String hint) {
    Tensors.check(
        () -> requireIds(labels.type(), predicted.type(), axis, name, hint),
        List.of("labels", name),
        Arrays.asList(labels, predicted));
    return predicted.shape().axis(axis);
  }

  private static void requireLong(TensorType labels) {
    if (!labels.isInteger()) {
      throw new TypeException("labels are LONG class ids, but got " + labels);
    }
  }

  private static void requireOneEach(Shape labels, Shape predicted, int axis, String name) {
    Shape examples = predicted.without(axis);
    if (!labels.equals(examples)) {
      throw new ShapeException(
          String.format(
              "labels shape %s does not match %s shape %s, which without its class axis %d is %s",
              labels, name, predicted, predicted.axis(axis), examples));
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
