package io.github.grad4j.ops;

import static io.github.grad4j.ops.Equal.equal;
import static io.github.grad4j.ops.IsFinite.isFinite;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Sign.sign;
import static io.github.grad4j.ops.Square.square;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Tensor;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Each element, if it is a number: 0 for NaN, ± the largest finite number of the type for ±∞.
 *
 * <p>Shape: that of x. The largest number is 1.797e308 for DOUBLE, 3.403e38 for FLOAT (as NumPy's
 * {@code nan_to_num}).
 *
 * <p>Derivative: selects where x is finite, 0 elsewhere.
 */
public final class NanToNum {
  private NanToNum() {}

  /**
   * Each element, if it is a number, else the nearest one.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return of x's type, everywhere finite
   */
  public static Tensor nanToNum(Tensor x) {
    Composites.requireFloating("x", x);
    boolean single = x.type().dataType() == DataType.FLOAT;
    Tensor limit = multiply(sign(x), single ? Float.MAX_VALUE : Double.MAX_VALUE);
    return where(isFinite(x), x, where(equal(x, x), limit, 0));
  }

  /**
   * Formulas on which every automatic check runs the op.
   *
   * @return the examples
   */
  public static List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> nanToNum(in.get(0))),
        new Example("of a square", List.of(Domain.real(3)), in -> nanToNum(square(in.get(0)))));
  }
}
