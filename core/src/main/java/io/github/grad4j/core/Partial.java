package io.github.grad4j.core;

import static io.github.grad4j.core.ArgumentException.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * The derivative of an op with respect to one input: a linear map, and its adjoint.
 *
 * <p>Both map formulas to formulas and are written with ops, so that they can be differentiated
 * again. For every tangent ẋ and cotangent ȳ, ⟨ȳ, jvp ẋ⟩ = ⟨vjp ȳ, ẋ⟩.
 */
public final class Partial {
  private static final Partial NONE = new Partial(t -> t, t -> t);

  private final UnaryOperator<Tensor> jvp;
  private final UnaryOperator<Tensor> vjp;

  private Partial(UnaryOperator<Tensor> jvp, UnaryOperator<Tensor> vjp) {
    this.jvp = jvp;
    this.vjp = vjp;
  }

  /**
   * A linear map and its adjoint.
   *
   * @param jvp takes a tangent of the input to a tangent of the output
   * @param vjp takes a cotangent of the output to a cotangent of the input
   * @return the pair
   */
  public static Partial of(UnaryOperator<Tensor> jvp, UnaryOperator<Tensor> vjp) {
    return new Partial(requireNonNull(jvp, "jvp"), requireNonNull(vjp, "vjp"));
  }

  /**
   * A linear map that is its own adjoint, as every scaling is.
   *
   * @param map serves both ways
   * @return the pair
   */
  public static Partial symmetric(UnaryOperator<Tensor> map) {
    return of(requireNonNull(map, "map"), map);
  }

  /**
   * No derivative: the input is an integer or a boolean, or the output does not move with it.
   *
   * @return the partial of which {@link #isNone()} is true
   */
  public static Partial none() {
    return NONE;
  }

  /**
   * Whether nothing flows along this input.
   *
   * @return true for {@link #none()} only
   */
  public boolean isNone() {
    return this == NONE;
  }

  /**
   * Pushes a tangent forward.
   *
   * @param tangent of the input's type
   * @return of the output's type
   */
  public Tensor jvp(Tensor tangent) {
    return jvp.apply(requireNonNull(tangent, "tangent"));
  }

  /**
   * Pulls a cotangent back.
   *
   * @param cotangent of the output's type
   * @return of the input's type
   */
  public Tensor vjp(Tensor cotangent) {
    return vjp.apply(requireNonNull(cotangent, "cotangent"));
  }
}
