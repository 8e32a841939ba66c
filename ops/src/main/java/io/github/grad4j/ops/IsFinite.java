package io.github.grad4j.ops;

import static io.github.grad4j.ops.Divide.divide;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Whether each element is neither infinite nor NaN.
 *
 * <p>Shape: that of x.
 *
 * <p>Derivative: none; nothing flows through a truth value.
 */
public record IsFinite() implements Unary {
  /**
   * Whether each element is neither infinite nor NaN.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return BOOL
   */
  public static Tensor isFinite(Tensor x) {
    return new IsFinite().on(x);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return Unary.super.infer(inputs).withDataType(DataType.BOOL);
  }

  @Override
  public double at(double x) {
    return Double.isFinite(x) ? 1 : 0;
  }

  @Override
  public Notation notation() {
    return Notation.of("[\\lvert #x \\rvert \\lt \\infty]").none();
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> isFinite(in.get(0))),
        new Example(
            "quotients",
            List.of(Domain.given(Shape.of(3), -1, 0, 1)),
            in -> isFinite(divide(in.get(0), 0))));
  }
}
