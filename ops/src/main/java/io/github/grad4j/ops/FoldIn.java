package io.github.grad4j.ops;

import static io.github.grad4j.ops.RandomKey.randomKey;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.ops.internal.Philox;
import java.util.List;

/**
 * A new key, made of a key and a number: for each layer, each step, each example.
 *
 * <p>Shape: all are LONG scalars. Keys folded with different numbers give unrelated random numbers.
 *
 * <p>Derivative: none, keys are integers.
 */
public record FoldIn() implements Op {
  /**
   * A new key, made of a key and a number that may change from run to run.
   *
   * @param key a LONG scalar
   * @param data a LONG scalar, such as the number of the step
   * @return a LONG scalar
   * @throws io.github.grad4j.core.TypeException if either is not a LONG scalar
   */
  public static Tensor foldIn(Tensor key, Tensor data) {
    return new FoldIn().on(key, data);
  }

  /**
   * A new key, made of a key and a number.
   *
   * @param key a LONG scalar
   * @param data any number, such as that of a layer
   * @return a LONG scalar
   * @throws io.github.grad4j.core.TypeException if the key is not a LONG scalar
   */
  public static Tensor foldIn(Tensor key, long data) {
    return foldIn(key, randomKey(data));
  }

  @Override
  public List<String> inputNames() {
    return List.of("key", "data");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    inputs.forEach(Sampling::requireKey);
    return inputs.get(0);
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot key = inputs.get(0);
    Slot data = inputs.get(1);
    Philox philox = new Philox();
    return () -> {
      philox.compute(key.longs().get(0), data.longs().get(0), Philox.KEYS);
      output.longs().put(0, philox.low());
    };
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{foldIn}(#key, #data)").none().none();
  }

  @Override
  public List<Partial> partials(Node y) {
    return List.of(Partial.none(), Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "step",
            List.of(Domain.indices(1000), Domain.indices(1000)),
            in -> foldIn(in.get(0), in.get(1))),
        new Example("number", List.of(Domain.indices(1000)), in -> foldIn(in.get(0), 3)));
  }
}
