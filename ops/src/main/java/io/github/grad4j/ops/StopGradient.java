package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.Sign.sign;

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
 * A tensor as it is, which derivatives take for a constant: y = x, in the same memory.
 *
 * <p>Shape: that of x. Elements: any.
 *
 * <p>Derivative: none, by definition; finite differences see the slope 1 all the same.
 */
public record StopGradient() implements Alias {
  /**
   * The tensor as it is, taken for a constant by derivatives.
   *
   * @param x of any element type and shape
   * @return x
   */
  public static Tensor stopGradient(Tensor x) {
    return new StopGradient().on(x);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return inputs.get(0);
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{stopGradient}(#x)").none();
  }

  @Override
  public List<Partial> partials(Node y) {
    return List.of(Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("integers", List.of(Domain.indices(9, 2, 3)), in -> stopGradient(in.get(0))),
        new Example(
            "where it has no slope",
            List.of(Domain.nonZero(2, 3)),
            in -> multiply(in.get(0), stopGradient(sign(in.get(0))))));
  }
}
