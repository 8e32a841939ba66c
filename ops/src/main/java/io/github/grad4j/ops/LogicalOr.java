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
 * Whether at least one of two truth values is true: y = a ∨ b.
 *
 * <p>Shape: a and b broadcast.
 *
 * <p>Derivative: none; nothing flows through a truth value.
 */
public record LogicalOr() implements FloatBinary {
  /**
   * Whether at least one is true, element by element.
   *
   * @param a BOOL
   * @param b BOOL; a and b broadcast
   * @return BOOL, a ∨ b
   */
  public static Tensor logicalOr(Tensor a, Tensor b) {
    return new LogicalOr().on(a, b);
  }

  @Override
  public List<DataType> takes() {
    return List.of(DataType.BOOL);
  }

  @Override
  public double at(double a, double b) {
    return Math.max(a, b);
  }

  @Override
  public float at(float a, float b) {
    return Math.max(a, b);
  }

  @Override
  public Notation notation() {
    return Notation.of("#a \\lor #b").none().none();
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
            in -> logicalOr(greater(in.get(0), 0), greater(in.get(1), 0))),
        new Example(
            "column by row",
            List.of(Domain.booleans(3, 1), Domain.booleans(1, 4)),
            in -> logicalOr(in.get(0), in.get(1))));
  }
}
