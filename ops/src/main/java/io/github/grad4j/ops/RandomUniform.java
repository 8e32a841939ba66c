package io.github.grad4j.ops;

import static io.github.grad4j.ops.RandomKey.randomKey;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.ops.internal.Philox;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Random numbers, uniform in [0, 1).
 *
 * <p>Each is a multiple of 2⁻²⁴ (FLOAT) or 2⁻⁵³ (DOUBLE), from a counter-based generator
 * (Philox4x32-10); element i depends on the key and i alone.
 *
 * <p>Derivative: none, the key is an integer.
 *
 * @param sizes the sizes of the result
 * @param dataType FLOAT or DOUBLE
 */
public record RandomUniform(List<Integer> sizes, DataType dataType) implements Sampling {
  /**
   * Checks and copies the list.
   *
   * @param sizes the sizes of the result
   * @param dataType FLOAT or DOUBLE
   * @throws ShapeException if a size is negative, or the elements are too many
   * @throws ArgumentException if one of them is null
   */
  public RandomUniform {
    sizes = Components.sizes(sizes);
    ArgumentException.requireNonNull(dataType, "dataType");
  }

  /**
   * Random numbers, uniform in [0, 1).
   *
   * @param key a LONG scalar; the same key gives the same numbers
   * @param shape the result's shape
   * @param dataType FLOAT or DOUBLE
   * @return the numbers
   * @throws io.github.grad4j.core.TypeException if the key is not a LONG scalar, or the element
   *     type not FLOAT or DOUBLE
   */
  public static Tensor randomUniform(Tensor key, Shape shape, DataType dataType) {
    return new RandomUniform(ArgumentException.requireNonNull(shape, "shape").toList(), dataType)
        .on(key);
  }

  @Override
  public Op retyped(DataType from, DataType to) {
    return dataType == from ? new RandomUniform(sizes, to) : this;
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    boolean single = dataType == DataType.FLOAT;
    return Philox.fill(
        Philox.UNIFORM,
        inputs.get(0),
        output,
        (low, high, tile, at) -> {
          tile[at] = single ? Philox.floatUnit(low) : Philox.unit(low);
          tile[at + 1] = single ? Philox.floatUnit(high) : Philox.unit(high);
        });
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{randomUniform}(#key)").none();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrix",
            List.of(Domain.indices(1000)),
            in -> randomUniform(in.get(0), Shape.of(2, 3), DataType.DOUBLE)),
        new Example(
            "scalar of FLOAT",
            List.of(),
            in -> randomUniform(randomKey(-7), Shape.scalar(), DataType.FLOAT)));
  }
}
