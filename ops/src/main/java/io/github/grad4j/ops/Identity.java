package io.github.grad4j.ops;

import io.github.grad4j.core.Alias;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.List;

/**
 * A tensor as it is: y = x, in the same memory.
 *
 * <p>Shape: that of x. Elements: any.
 *
 * <p>Derivative: the identity.
 */
public record Identity() implements Alias {
  /**
   * The tensor as it is, under a vertex of its own.
   *
   * @param x of any element type and shape
   * @return x
   */
  public static Tensor identity(Tensor x) {
    return new Identity().on(x);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return inputs.get(0);
  }

  @Override
  public Notation notation() {
    return Notation.of("#x").slope("1");
  }

  @Override
  public List<Partial> partials(Node y) {
    return List.of(Partial.symmetric(t -> t));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("matrix", List.of(Domain.real(2, 3)), in -> identity(in.get(0))),
        new Example("empty", List.of(Domain.real(0, 3)), in -> identity(in.get(0))),
        new Example("truth values", List.of(Domain.booleans(3)), in -> identity(in.get(0))));
  }
}
