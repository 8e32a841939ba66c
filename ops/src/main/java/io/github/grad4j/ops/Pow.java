package io.github.grad4j.ops;

import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.LogicalAnd.logicalAnd;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Subtract.subtract;
import static io.github.grad4j.ops.Where.where;
import static io.github.grad4j.ops.Xlogy.xlogy;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Power of the elements of two tensors: y = aᵇ.
 *
 * <p>Shape: a and b broadcast. a⁰ = 1 for every a, 0ᵇ = ∞ for b &lt; 0; a negative base with a
 * broken exponent is NaN (IEEE 754, as NumPy).
 *
 * <p>Derivative: for a, scaling by b·aᵇ⁻¹; for b, scaling by y·ln a, and 0 at a = 0, b ≥ 0. A base
 * that is negative has no derivative for b: NaN. At a = b = 0 all derivatives count as 0.
 */
public record Pow() implements Binary {
  /**
   * One tensor to the power of another.
   *
   * @param a the base, FLOAT or DOUBLE
   * @param b the exponent, of a's element type; a and b broadcast
   * @return aᵇ
   */
  public static Tensor pow(Tensor a, Tensor b) {
    return new Pow().on(a, b);
  }

  /**
   * A tensor to the power of a number.
   *
   * @param x the base, FLOAT or DOUBLE
   * @param exponent the exponent
   * @return x to that power, of x's type
   * @see Power
   */
  public static Tensor pow(Tensor x, double exponent) {
    return new Power(exponent).on(x);
  }

  @Override
  public double at(double a, double b) {
    return Math.pow(a, b);
  }

  @Override
  public Notation notation() {
    return Notation.of("#a^{#b}").slope("#b \\cdot #a^{#b - 1}").slope("#a^{#b} \\cdot \\ln(#a)");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor a = y.input(0);
    Tensor b = y.input(1);
    Tensor dead = logicalAnd(equal(a, 0), equal(b, 0));
    // The base is selected too, so that 0⁻¹ and ln 0 do not come up in the branch not taken.
    Tensor base = where(dead, 1, a);
    Tensor forBase = multiply(b, pow(base, subtract(b, 1)));
    Tensor forExponent = xlogy(y, base);
    return List.of(
        Partial.symmetric(t -> where(dead, 0, multiply(t, forBase))),
        Partial.symmetric(t -> where(dead, 0, multiply(t, forExponent))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrices",
            List.of(Domain.positive(2, 3), Domain.real(2, 3)),
            in -> pow(in.get(0), in.get(1))),
        new Example(
            "column by row",
            List.of(Domain.positive(3, 1), Domain.real(1, 4)),
            in -> pow(in.get(0), in.get(1))),
        new Example(
            "exponents 0 and 1",
            List.of(Domain.positive(2), Domain.given(Shape.of(2), 0, 1)),
            in -> pow(in.get(0), in.get(1))),
        new Example("of itself", List.of(Domain.positive(3)), in -> pow(in.get(0), in.get(0))));
  }
}
