package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Whether the elements of one tensor are greater than those of another: y = (a &gt; b).
 *
 * <p>Shape: a and b broadcast. False where either is NaN (IEEE 754).
 *
 * <p>Derivative: none; nothing flows through a truth value.
 */
public record Greater() implements Comparison {
  /**
   * Whether the elements of one tensor are greater than those of another.
   *
   * @param a FLOAT, DOUBLE or LONG
   * @param b of a's element type; a and b broadcast
   * @return BOOL, a &gt; b
   */
  public static Tensor greater(Tensor a, Tensor b) {
    return new Greater().on(a, b);
  }

  /**
   * Whether the elements of a tensor are greater than a number, which takes the tensor's element
   * type.
   *
   * @param a FLOAT, DOUBLE, or LONG if b is a whole number
   * @param b the number
   * @return BOOL, a &gt; b
   */
  public static Tensor greater(Tensor a, double b) {
    return greater(a, Constant.like(a, b));
  }

  @Override
  public boolean holds(double a, double b) {
    return a > b;
  }

  @Override
  public boolean holds(long a, long b) {
    return a > b;
  }

  @Override
  public Notation notation() {
    return Notation.of("[#a \\gt #b]").none().none();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrix by row",
            List.of(Domain.real(2, 3), Domain.real(3)),
            in -> greater(in.get(0), in.get(1))),
        new Example(
            "integers, column by row",
            List.of(Domain.indices(3, 3, 1), Domain.indices(3, 1, 4)),
            in -> greater(in.get(0), in.get(1))),
        new Example("with a number", List.of(Domain.nonZero(3)), in -> greater(in.get(0), 0)));
  }
}
