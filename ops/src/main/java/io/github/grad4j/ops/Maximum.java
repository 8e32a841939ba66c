package io.github.grad4j.ops;

import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.Greater.greater;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * The greater of the elements of two tensors: y = max(a, b).
 *
 * <p>Shape: a and b broadcast. NaN where either is NaN.
 *
 * <p>Derivative: selects the greater; half to each where they are equal (the subgradient of least
 * norm, as PyTorch and JAX; TensorFlow gives all to a).
 */
public record Maximum() implements FloatBinary {
  /**
   * The greater of two tensors, element by element.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return max(a, b)
   */
  public static Tensor maximum(Tensor a, Tensor b) {
    return new Maximum().on(a, b);
  }

  /**
   * The greater of each element and a number, which takes the tensor's element type.
   *
   * @param a FLOAT or DOUBLE
   * @param b the number
   * @return max(a, b), of a's type
   */
  public static Tensor maximum(Tensor a, double b) {
    return maximum(a, Constant.like(a, b));
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
    return Notation.of("\\max(#a, #b)")
        .slope("[#a \\gt #b] + \\frac{1}{2} \\cdot [#a = #b]")
        .slope("[#b \\gt #a] + \\frac{1}{2} \\cdot [#a = #b]");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor a = y.input(0);
    Tensor b = y.input(1);
    Tensor tie = equal(a, b);
    return List.of(selected(greater(a, b), tie), selected(greater(b, a), tie));
  }

  /** The tangent of the operand that is taken, half of it at a tie. */
  static Partial selected(Tensor taken, Tensor tie) {
    return Partial.symmetric(t -> where(taken, t, where(tie, multiply(t, 0.5), 0)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(
                Domain.given(Shape.of(2, 3), -2, -1, 0, 1, 2, 3),
                Domain.given(Shape.of(2, 3), 1, -3, 0.5, -1, 2.5, 2)),
            in -> maximum(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(
                Domain.given(Shape.of(3, 1), -1, 0, 1),
                Domain.given(Shape.of(1, 4), -1.5, -0.5, 0.5, 1.5)),
            in -> maximum(in.get(0), in.get(1))),
        new Example("with a number", List.of(Domain.nonZero(3)), in -> maximum(in.get(0), 0)));
  }
}
