package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Negate.negate;
import static io.github.grad4j.ops.Sigmoid.sigmoid;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import java.util.List;

/**
 * Hyperbolic tangent of each element: y = tanh x.
 *
 * <p>Shape: that of x. ±1 at ±∞.
 *
 * <p>Derivative: scaling by sech² x = 4·σ(2x)·σ(-2x), σ the logistic function, which unlike 1 - y²
 * is of full relative accuracy in both tails.
 */
public record Tanh() implements Unary {
  /**
   * The hyperbolic tangent of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return tanh x, of x's type
   */
  public static Tensor tanh(Tensor x) {
    return new Tanh().on(x);
  }

  @Override
  public double at(double x) {
    return Math.tanh(x);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\tanh(#x)").slope("1 - #out^{2}");
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor twice = multiply(y.input(0), 2);
    Tensor slope = multiply(multiply(sigmoid(twice), sigmoid(negate(twice))), 4);
    return List.of(Partial.symmetric(t -> multiply(t, slope)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> tanh(in.get(0))),
        new Example("scalar", List.of(Domain.real()), in -> tanh(in.get(0))));
  }
}
