package io.github.grad4j.ops;

import static io.github.grad4j.ops.Greater.greater;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Each element, scaled where it is not positive: y = x for x &gt; 0, αx elsewhere.
 *
 * <p>Shape: that of x. NaN for NaN.
 *
 * <p>Derivative: selects 1 where x &gt; 0, α elsewhere; α at 0, as TensorFlow and PyTorch.
 */
public final class LeakyRelu {
  private LeakyRelu() {}

  /**
   * Each element, scaled where it is not positive.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @param alpha α, the slope for negative elements
   * @return of x's type
   * @throws io.github.grad4j.core.TypeException if x is not FLOAT or DOUBLE
   */
  public static Tensor leakyRelu(Tensor x, double alpha) {
    Composites.requireFloating("x", x);
    return where(greater(x, 0), x, multiply(x, alpha));
  }

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.nonZero(2, 3)), in -> leakyRelu(in.get(0), 0.25)),
        new Example(
            "of a square", List.of(Domain.nonZero(3)), in -> square(leakyRelu(in.get(0), 0.125))));
  }
}
