package io.github.grad4j.ops;

import static io.github.grad4j.ops.Multiply.multiply;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.SinglePrecision;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Each element in another type.
 *
 * <p>Shape: that of x. To FLOAT and DOUBLE: the nearest number. To LONG: towards 0; NaN becomes 0,
 * and what is too large the largest LONG of its sign. To BOOL: true if not 0, so also for NaN. From
 * BOOL: 0 and 1.
 *
 * <p>Derivative: between FLOAT and DOUBLE the cast of the tangent to the one type and of the
 * cotangent back to the other; none from or to LONG and BOOL.
 *
 * @param dataType the element type of the result
 */
public record Cast(DataType dataType) implements SinglePrecision {
  /**
   * Checks the element type.
   *
   * @param dataType the element type of the result
   * @throws ArgumentException if it is null
   */
  public Cast {
    ArgumentException.requireNonNull(dataType, "dataType");
  }

  /**
   * Each element in another type.
   *
   * @param x of any element type
   * @param dataType FLOAT, DOUBLE, LONG or BOOL
   * @return of that type; x itself if it has the type already
   * @throws io.github.grad4j.core.TypeException if the type is another one
   */
  public static Tensor cast(Tensor x, DataType dataType) {
    return ArgumentException.requireNonNull(x, "x").type().dataType() == dataType
        ? x
        : new Cast(dataType).on(x);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return inputs.get(0).withDataType(dataType);
  }

  @Override
  public void apply(double[][] inputs, double[] output, int n) {
    double[] x = inputs[0];
    for (int i = 0; i < n; i++) {
      output[i] =
          switch (dataType) {
            case FLOAT -> (float) x[i];
            case DOUBLE -> x[i];
            case LONG -> (long) x[i];
            default -> x[i] != 0 ? 1 : 0;
          };
    }
  }

  @Override
  public void apply(float[][] inputs, float[] output, int n) {
    float[] x = inputs[0];
    for (int i = 0; i < n; i++) {
      output[i] = dataType != DataType.BOOL ? x[i] : x[i] != 0 ? 1 : 0;
    }
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot x = inputs.get(0);
    if (x.type().isInteger() && dataType == DataType.FLOAT) {
      // By way of double it would be rounded twice.
      return () -> {
        LongBuffer from = x.longs();
        FloatBuffer to = output.floats();
        for (int i = 0; i < output.size(); i++) {
          to.put(i, (float) from.get(i));
        }
      };
    }
    return SinglePrecision.super.bind(inputs, output);
  }

  @Override
  public Notation notation() {
    Notation cast = Notation.of("\\mathrm{cast}(#x)");
    return dataType.isFPType() ? cast.adjoint("1", "\\mathrm{cast}(#bar)") : cast.none();
  }

  @Override
  public List<Partial> partials(Node y) {
    TensorType from = y.input(0).type();
    return List.of(
        from.isFloating() && y.type().isFloating()
            ? Partial.of(t -> cast(t, dataType), c -> cast(c, from.dataType()))
            : Partial.none());
  }

  /** A cast to the type that is given up becomes one to the type that replaces it. */
  @Override
  public Op retyped(DataType from, DataType to) {
    return dataType == from ? new Cast(to) : this;
  }

  @Override
  public List<String> inputNames() {
    return List.of("x");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "to double", List.of(Domain.real(2, 3)), in -> cast(in.get(0), DataType.DOUBLE)),
        new Example(
            "to single", List.of(Domain.indices(9, 3)), in -> cast(in.get(0), DataType.FLOAT)),
        new Example(
            "to integers", List.of(Domain.nonZero(3)), in -> cast(in.get(0), DataType.INT64)),
        new Example(
            "to truth values", List.of(Domain.indices(2, 3)), in -> cast(in.get(0), DataType.BOOL)),
        new Example(
            "truth values as weights",
            List.of(Domain.booleans(2, 3), Domain.real(3)),
            in -> multiply(cast(in.get(0), in.get(1).type().dataType()), in.get(1))));
  }
}
