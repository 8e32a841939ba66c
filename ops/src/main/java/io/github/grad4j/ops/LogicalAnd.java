package io.github.grad4j.ops;

import static io.github.grad4j.ops.Greater.greater;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Whether both of two truth values are true: y = a ∧ b.
 *
 * <p>Shape: a and b broadcast.
 *
 * <p>Derivative: none; nothing flows through a truth value.
 */
public record LogicalAnd() implements FloatBinary {
  /**
   * Whether both are true, element by element.
   *
   * @param a BOOL
   * @param b BOOL; a and b broadcast
   * @return BOOL, a ∧ b
   */
  public static Tensor logicalAnd(Tensor a, Tensor b) {
    return new LogicalAnd().on(a, b);
  }

  @Override
  public List<DataType> takes() {
    return List.of(DataType.BOOL);
  }

  @Override
  public double at(double a, double b) {
    return a * b;
  }

  @Override
  public float at(float a, float b) {
    return a * b;
  }

  @Override
  public Notation notation() {
    return Notation.of("#a \\land #b").none().none();
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.none(), Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "all four",
            List.of(Domain.given(Shape.of(2, 1), -1, 1), Domain.given(Shape.of(2), -1, 1)),
            in -> logicalAnd(greater(in.get(0), 0), greater(in.get(1), 0))),
        new Example(
            "column by row",
            List.of(Domain.booleans(3, 1), Domain.booleans(1, 4)),
            in -> logicalAnd(in.get(0), in.get(1))));
  }
}
