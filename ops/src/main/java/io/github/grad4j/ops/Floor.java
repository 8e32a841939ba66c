package io.github.grad4j.ops;

import static io.github.grad4j.ops.Subtract.subtract;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * The greatest whole number not above each element: y = ⌊x⌋.
 *
 * <p>Shape: that of x. ±0, ±∞ and NaN stay as they are.
 *
 * <p>Derivative: none; it is 0 wherever it exists, and the jumps count for nothing.
 */
public record Floor() implements Unary {
  /**
   * The greatest whole number not above each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return ⌊x⌋, of x's type
   */
  public static Tensor floor(Tensor x) {
    return new Floor().on(x);
  }

  @Override
  public double at(double x) {
    return Math.floor(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\lfloor #x \\rfloor").none();
  }

  @Override
  public List<Partial> slopes(Node y) {
    return List.of(Partial.none());
  }

  @Override
  public List<Example> examples() {
    Domain clear = Domain.given(Shape.of(2, 3), -2.5, -1.75, -0.5, 0.5, 1.25, 2.75);
    return List.of(
        new Example("matrix", List.of(clear), in -> floor(in.get(0))),
        new Example("what is left", List.of(clear), in -> subtract(in.get(0), floor(in.get(0)))));
  }
}
