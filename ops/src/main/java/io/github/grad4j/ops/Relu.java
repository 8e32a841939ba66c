package io.github.grad4j.ops;

import static io.github.grad4j.ops.Greater.greater;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * The positive part of each element: y = max(x, 0).
 *
 * <p>Shape: that of x. NaN for NaN.
 *
 * <p>Derivative: selects where x &gt; 0; 0 at 0, as TensorFlow, PyTorch and JAX.
 */
public record Relu() implements FloatUnary {
  /**
   * The positive part of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return max(x, 0), of x's type
   */
  public static Tensor relu(Tensor x) {
    return new Relu().on(x);
  }

  @Override
  public double at(double x) {
    return Math.max(x, 0);
  }

  @Override
  public float at(float x) {
    return Math.max(x, 0);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\max(#x, 0)").slope("[#x \\gt 0]");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.symmetric(t -> where(greater(y.input(0), 0), t, 0)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.nonZero(2, 3)), in -> relu(in.get(0))),
        new Example("of a square", List.of(Domain.nonZero(2, 3)), in -> square(relu(in.get(0)))));
  }
}
