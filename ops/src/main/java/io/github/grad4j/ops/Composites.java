package io.github.grad4j.ops;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
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
   * Requires an operand that has derivatives; the exception tells where it was made.
   *
   * @param name what messages call the operand
   * @throws io.github.grad4j.core.TypeException if it is LONG or BOOL
   */
  static void requireFloating(String name, Tensor operand) {
    Tensors.check(
        () -> Reducing.requireFloating(operand.type()), List.of(name), Arrays.asList(operand));
  }
}
