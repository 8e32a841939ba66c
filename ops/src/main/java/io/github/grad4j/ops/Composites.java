package io.github.grad4j.ops;

import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.Arrays;
import java.util.List;

/** What composites require where the ops that they are made of would take more. */
final class Composites {
  private Composites() {}

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
