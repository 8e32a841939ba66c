package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import java.math.BigDecimal;
import java.util.List;

/**
 * Each element to the power of one number: y = xᵖ; made by {@link Pow#pow(Tensor, double)}.
 *
 * <p>Shape: that of x. x⁰ = 1 for every x, 0ᵖ = ∞ for p &lt; 0; a negative x with a broken p is NaN
 * (IEEE 754, as NumPy).
 *
 * <p>Derivative: scaling by p·xᵖ⁻¹, exactly 0 where p = 0: the n-th derivative of a power n - 1 is
 * 0 everywhere, also at 0.
 *
 * @param exponent p
 */
public record Power(double exponent) implements Unary {
  @Override
  public String name() {
    return "pow";
  }

  @Override
  public double at(double x) {
    return Math.pow(x, exponent);
  }

  @Override
  public Notation notation() {
    String p = Latex.number(exponent);
    Notation power = Notation.of("#x^{" + p + "}");
    return exponent == 0
        ? power.none()
        : power.slope(p + " \\cdot #x^{" + Latex.number(lessOne()) + "}");
  }

  /** The exponent less 1 in decimals, where 1.3 - 1 is 0.3. */
  private double lessOne() {
    return Double.isFinite(exponent)
        ? BigDecimal.valueOf(exponent).subtract(BigDecimal.ONE).doubleValue()
        : exponent;
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(
        exponent == 0
            ? Partial.none()
            : Partial.symmetric(
                t -> multiply(t, multiply(new Power(exponent - 1).on(y.input(0)), exponent))));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("cube", List.of(Domain.real(2, 3)), in -> new Power(3).on(in.get(0))),
        new Example("first", List.of(Domain.real(3)), in -> new Power(1).on(in.get(0))),
        new Example("root", List.of(Domain.positive(2, 3)), in -> new Power(0.5).on(in.get(0))),
        new Example(
            "inverse square", List.of(Domain.nonZero(3)), in -> new Power(-2).on(in.get(0))));
  }
}
