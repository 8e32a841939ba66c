package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Whether the elements of two tensors differ: y = (a ≠ b).
 *
 * <p>Shape: a and b broadcast. NaN differs from everything, 0 equals -0 (IEEE 754).
 *
 * <p>Derivative: none; nothing flows through a truth value.
 */
public record NotEqual() implements Comparison {
  /**
   * Whether two tensors differ, element by element.
   *
   * @param a FLOAT, DOUBLE, LONG or BOOL
   * @param b of a's element type; a and b broadcast
   * @return BOOL, a ≠ b
   */
  public static Tensor notEqual(Tensor a, Tensor b) {
    return new NotEqual().on(a, b);
  }

  /**
   * Whether the elements of a tensor differ from a number, which takes the tensor's element type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number
   * @return BOOL, a ≠ b
   */
  public static Tensor notEqual(Tensor a, double b) {
    return notEqual(a, Constant.like(a, b));
  }

  @Override
  public List<DataType> takes() {
    return List.of(DataType.FLOAT, DataType.DOUBLE, DataType.INT64, DataType.BOOL);
  }

  @Override
  public boolean holds(double a, double b) {
    return a != b;
  }

  @Override
  public boolean holds(long a, long b) {
    return a != b;
  }

  @Override
  public Notation notation() {
    return Notation.of("[#a \\ne #b]").none().none();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "integers, column by row",
            List.of(Domain.indices(3, 3, 1), Domain.indices(3, 1, 4)),
            in -> notEqual(in.get(0), in.get(1))),
        new Example(
            "truth values",
            List.of(Domain.booleans(2, 3), Domain.booleans(3)),
            in -> notEqual(in.get(0), in.get(1))),
        new Example(
            "with a number",
            List.of(Domain.given(Shape.of(3), 1, 2, 3)),
            in -> notEqual(in.get(0), 2)));
  }
}
