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
 * Random numbers of the normal distribution with mean 0 and variance 1.
 *
 * <p>By the transform of Box and Muller (1958) from a counter-based generator (Philox4x32-10):
 * element i depends on the key and i alone, and is the same on every machine. No number exceeds 8.6
 * in magnitude.
 *
 * <p>Derivative: none, the key is an integer.
 *
 * @param sizes the sizes of the result
 * @param dataType FLOAT or DOUBLE
 */
public record RandomNormal(List<Integer> sizes, DataType dataType) implements Sampling {
  /**
   * Checks and copies the list.
   *
   * @param sizes the sizes of the result
   * @param dataType FLOAT or DOUBLE
   * @throws ShapeException if a size is negative, or the elements are too many
   * @throws ArgumentException if one of them is null
   */
  public RandomNormal {
    sizes = Components.sizes(sizes);
    ArgumentException.requireNonNull(dataType, "dataType");
  }

  /**
   * Random numbers of the normal distribution with mean 0 and variance 1.
   *
   * @param key a LONG scalar; the same key gives the same numbers
   * @param shape the result's shape
   * @param dataType FLOAT or DOUBLE
   * @return the numbers
   * @throws io.github.grad4j.core.TypeException if the key is not a LONG scalar, or the element
   *     type not FLOAT or DOUBLE
   */
  public static Tensor randomNormal(Tensor key, Shape shape, DataType dataType) {
    return new RandomNormal(ArgumentException.requireNonNull(shape, "shape").toList(), dataType)
        .on(key);
  }

  @Override
  public Op retyped(DataType from, DataType to) {
    return dataType == from ? new RandomNormal(sizes, to) : this;
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    return Philox.fill(
        Philox.NORMAL,
        inputs.get(0),
        output,
        (low, high, tile, at) -> {
          // 1 - u lies in (0, 1], whose logarithm is finite. StrictMath: the same on all machines.
          double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - Philox.unit(low)));
          double angle = 2 * Math.PI * Philox.unit(high);
          tile[at] = radius * StrictMath.cos(angle);
          tile[at + 1] = radius * StrictMath.sin(angle);
        });
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{randomNormal}(#key)").none();
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "matrix",
            List.of(Domain.indices(1000)),
            in -> randomNormal(in.get(0), Shape.of(2, 3), DataType.DOUBLE)),
        new Example(
            "scalar of FLOAT",
            List.of(),
            in -> randomNormal(randomKey(-7), Shape.scalar(), DataType.FLOAT)));
  }
}
