package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Violations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What composites require where the ops that they are made of would take more. */
final class Composites {
  private Composites() {}

  /**
   * A shape made of an operand's; an exception tells where the operand was made.
   *
   * @param name what messages call the operand
   */
  static Shape shape(String name, Tensor operand, UnaryOperator<Shape> change) {
    List<Shape> made = new ArrayList<>();
    Tensors.check(
        () -> made.add(change.apply(operand.shape())), List.of(name), Arrays.asList(operand));
    return made.get(0);
  }

  /**
   * Requires operands that have derivatives; the exception tells where they were made.
   *
   * @param name what messages call the operand
   * @throws TypeException if it is LONG or BOOL
   */
  static void requireFloating(String name, Tensor operand) {
    Tensors.check(
        () -> Reducing.requireFloating(operand.type()), List.of(name), Arrays.asList(operand));
  }

  /**
   * As above, of two operands called a and b.
   *
   * @throws TypeException if one of them is LONG or BOOL
   */
  static void requireFloating(Tensor a, Tensor b) {
    Tensors.check(
        () -> {
          Reducing.requireFloating(a.type());
          Reducing.requireFloating(b.type());
        },
        List.of("a", "b"),
        Arrays.asList(a, b));
  }

  /**
   * The axes of an operand that is reduced, counted from the front and in order.
   *
   * @throws TypeException if the operand, called x, is LONG or BOOL
   * @throws ShapeException if an axis does not exist or is named twice
   */
  static List<Integer> reduced(Tensor x, Axes axes) {
    ArgumentException.requireNonNull(axes, "axes");
    Tensors.check(() -> requireReducible(x.type(), axes), List.of("x"), Arrays.asList(x));
    return axes.of(x.shape());
  }

  private static void requireReducible(TensorType x, Axes axes) {
    Violations violations = new Violations();
    violations.check(() -> Reducing.requireFloating(x));
    violations.check(() -> axes.of(x.shape()));
    violations.throwIfAny();
  }
}
