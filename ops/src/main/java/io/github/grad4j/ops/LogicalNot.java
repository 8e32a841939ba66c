package io.github.grad4j.ops;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Whether a truth value is false: y = ¬x.
 *
 * <p>Shape: that of x.
 *
 * <p>Derivative: none; nothing flows through a truth value.
 */
public record LogicalNot() implements FloatUnary {
  /**
   * Whether each element is false.
   *
   * @param x BOOL, of any shape
   * @return BOOL, ¬x
   */
  public static Tensor logicalNot(Tensor x) {
    return new LogicalNot().on(x);
  }

  @Override
  public List<DataType> takes() {
    return List.of(DataType.BOOL);
  }

  @Override
  public double at(double x) {
    return 1 - x;
  }

  @Override
  public float at(float x) {
    return 1 - x;
  }

  @Override
  public Notation notation() {
    return Notation.of("\\lnot #x").none();
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.booleans(2, 3)), in -> logicalNot(in.get(0))),
        new Example("scalar", List.of(Domain.booleans()), in -> logicalNot(in.get(0))));
  }
}
