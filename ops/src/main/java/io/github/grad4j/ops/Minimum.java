package io.github.grad4j.ops;

import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.Less.less;

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
 * The lesser of the elements of two tensors: y = min(a, b).
 *
 * <p>Shape: a and b broadcast. NaN where either is NaN.
 *
 * <p>Derivative: selects the lesser; half to each where they are equal (the supergradient of least
 * norm, as PyTorch and JAX; TensorFlow gives all to a).
 */
public record Minimum() implements FloatBinary {
  /**
   * The lesser of two tensors, element by element.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return min(a, b)
   */
  public static Tensor minimum(Tensor a, Tensor b) {
    return new Minimum().on(a, b);
  }

  /**
   * The lesser of each element and a number, which takes the tensor's element type.
   *
   * @param a FLOAT or DOUBLE
   * @param b the number
   * @return min(a, b), of a's type
   */
  public static Tensor minimum(Tensor a, double b) {
    return minimum(a, Constant.like(a, b));
  }

  @Override
  public double at(double a, double b) {
    return Math.min(a, b);
  }

  @Override
  public float at(float a, float b) {
    return Math.min(a, b);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\min(#a, #b)")
        .slope("[#a \\lt #b] + \\frac{1}{2} \\cdot [#a = #b]")
        .slope("[#b \\lt #a] + \\frac{1}{2} \\cdot [#a = #b]");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor a = y.input(0);
    Tensor b = y.input(1);
    Tensor tie = equal(a, b);
    return List.of(Maximum.selected(less(a, b), tie), Maximum.selected(less(b, a), tie));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(
                Domain.given(Shape.of(2, 3), -2, -1, 0, 1, 2, 3),
                Domain.given(Shape.of(2, 3), 1, -3, 0.5, -1, 2.5, 2)),
            in -> minimum(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(
                Domain.given(Shape.of(3, 1), -1, 0, 1),
                Domain.given(Shape.of(1, 4), -1.5, -0.5, 0.5, 1.5)),
            in -> minimum(in.get(0), in.get(1))),
        new Example("with a number", List.of(Domain.nonZero(3)), in -> minimum(in.get(0), 0)));
  }
}
