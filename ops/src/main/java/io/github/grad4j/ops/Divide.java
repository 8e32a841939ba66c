package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Quotient of the elements of two tensors: y = a/b.
 *
 * <p>Shape: a and b broadcast. x/0 = ±∞ and 0/0 = NaN (IEEE 754).
 *
 * <p>Derivative: for a, scaling by 1/b; for b, scaling by -y/b.
 */
public record Divide() implements FloatBinary {
  /**
   * The quotient of two tensors.
   *
   * @param a FLOAT or DOUBLE
   * @param b of a's element type; a and b broadcast
   * @return a/b
   */
  public static Tensor divide(Tensor a, Tensor b) {
    return new Divide().on(a, b);
  }

  /**
   * A tensor divided by a number, which takes the tensor's element type.
   *
   * @param a FLOAT or DOUBLE
   * @param b the divisor
   * @return a/b, of a's type
   */
  public static Tensor divide(Tensor a, double b) {
    return divide(a, Constant.like(a, b));
  }

  /**
   * A number, which takes the tensor's element type, divided by a tensor.
   *
   * @param a the dividend
   * @param b FLOAT or DOUBLE
   * @return a/b, of b's type
   */
  public static Tensor divide(double a, Tensor b) {
    return divide(Constant.like(b, a), b);
  }

  @Override
  public double at(double a, double b) {
    return a / b;
  }

  @Override
  public float at(float a, float b) {
    return a / b;
  }

  @Override
  public Notation notation() {
    return Notation.of("\\frac{#a}{#b}").slope("\\frac{1}{#b}").slope("-\\frac{#a}{#b^{2}}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(
        Partial.symmetric(t -> divide(t, y.input(1))),
        // In this order x/x has the derivative 0 exactly, in FLOAT too.
        Partial.symmetric(t -> divide(multiply(t, negate(y)), y.input(1))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.real(2, 3), Domain.nonZero(2, 3)),
            in -> divide(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(Domain.real(3, 1), Domain.positive(1, 4)),
            in -> divide(in.get(0), in.get(1))),
        new Example("by a number", List.of(Domain.real(3)), in -> divide(in.get(0), 0.5)),
        new Example("of a number", List.of(Domain.nonZero(3)), in -> divide(0.5, in.get(0))));
  }
}
