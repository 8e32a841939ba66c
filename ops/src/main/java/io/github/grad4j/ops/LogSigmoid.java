package io.github.grad4j.ops;

import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Softplus.softplus;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Logarithm of the logistic function of each element: y = -ln(1 + e⁻ˣ).
 *
 * <p>Shape: that of x. -∞ at -∞, 0 at ∞; accurate where the logistic function itself is 0 or 1.
 *
 * <p>Derivative: scaling by the logistic function of -x.
 */
public final class LogSigmoid {
  private LogSigmoid() {}

  /**
   * The logarithm of the logistic function of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return -ln(1 + e⁻ˣ), of x's type
   */
  public static Tensor logSigmoid(Tensor x) {
    return negate(softplus(negate(x)));
  }

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> logSigmoid(in.get(0))),
        new Example("tails", List.of(Domain.between(-30, 30, 6)), in -> logSigmoid(in.get(0))));
  }
}
