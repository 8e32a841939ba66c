package io.github.grad4j.examples;

import static io.github.grad4j.ops.Ops.*;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.Unary;
import java.util.List;

/**
 * A smooth positive part of each element: y = (x + √(x² + 4))/2.
 *
 * <p>Shape: that of x. Domain: all numbers; 1 at 0, x for large x, -1/x for large -x, 0 at -∞.
 *
 * <p>Derivative: scaling by y/(2y - x), since 2y - x = √(x² + 4).
 *
 * <p>Source: J. T. Barron, Squareplus: a softplus-like algebraic rectifier, 2021, <a
 * href="https://arxiv.org/abs/2112.11687">arXiv:2112.11687</a>, with its b = 4.
 */
public record Squareplus() implements Unary {
  /**
   * A smooth positive part of each element.
   *
   * @param x FLOAT or DOUBLE, of any shape
   * @return (x + √(x² + 4))/2, of x's type
   */
  public static Tensor squareplus(Tensor x) {
    return new Squareplus().on(x);
  }

  @Override
  public double at(double x) {
    double root = Math.hypot(x, 2);
    // For negative x the sum would cancel; (root + x)(root - x) = 4.
    return x < 0 ? 2 / (root - x) : (x + root) / 2;
  }

  @Override
  public List<Partial> slopes(Node y) {
    Tensor root = subtract(multiply(y, 2), y.input(0));
    return List.of(Partial.symmetric(t -> divide(multiply(t, y), root)));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> squareplus(in.get(0))),
        new Example(
            "far", List.of(Domain.given(Shape.of(2), -50, 50)), in -> squareplus(in.get(0))));
  }
}
