package io.github.grad4j.ops;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Notation;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.ops.internal.Indices;
import io.github.grad4j.ops.internal.Zeros;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Indices as rows of zeros with a one: y[…, k] = 1 if the index there is k, else 0.
 *
 * <p>Shape: that of the indices, with a last axis of as many classes.
 *
 * <p>Indices lie in [0, classes); each run checks them, and constant ones are checked when the
 * formula is written. (TensorFlow and JAX make a row of zeros of an index outside.)
 *
 * <p>Derivative: none, the indices are integers.
 *
 * @param classes the size of the last axis
 * @param dataType the element type of the result
 */
public record OneHot(int classes, DataType dataType) implements Op {
  /**
   * Checks the components.
   *
   * @param classes the size of the last axis
   * @param dataType the element type of the result
   * @throws ShapeException if the size is negative
   * @throws ArgumentException if the element type is null
   */
  public OneHot {
    Components.requireCount("classes", classes);
    ArgumentException.requireNonNull(dataType, "dataType");
  }

  /**
   * Indices as rows of zeros with a one.
   *
   * @param indices LONG, of any shape
   * @param classes how many different indices there are
   * @param dataType the element type of the result
   * @return the rows, along a new last axis
   * @throws TypeException if the indices are not LONG
   * @throws io.github.grad4j.core.IndexException if a constant index is outside [0, classes)
   */
  public static Tensor oneHot(Tensor indices, int classes, DataType dataType) {
    Tensors.check(
        () -> {
          Components.requireCount("classes", classes);
          Indices.requireIfConstant(indices, classes);
        },
        List.of("indices"),
        Arrays.asList(indices));
    return new OneHot(classes, dataType).on(indices);
  }

  @Override
  public Op retyped(DataType from, DataType to) {
    return dataType == from ? new OneHot(classes, to) : this;
  }

  @Override
  public List<String> inputNames() {
    return List.of("indices");
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    requireLong(inputs.get(0));
    return new TensorType(dataType, inputs.get(0).shape().inserting(-1, classes));
  }

  /** Checks that indices are whole numbers. */
  static void requireLong(TensorType indices) {
    if (!indices.isInteger()) {
      throw new TypeException("indices are LONG but got " + indices + "; cast them first");
    }
  }

  @Override
  public Kernel bind(List<Slot> inputs, Slot output) {
    Slot indices = inputs.get(0);
    int n = indices.size();
    return () -> {
      LongBuffer which = indices.longs();
      Indices.require(which, indices.shape(), classes);
      Zeros.fill(output);
      for (int i = 0; i < n; i++) {
        output.set(i * classes + (int) which.get(i), 1);
      }
    };
  }

  @Override
  public Notation notation() {
    return Notation.of("\\mathrm{oneHot}(#indices)").none();
  }

  @Override
  public List<Partial> partials(Node y) {
    return List.of(Partial.none());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "vector", List.of(Domain.indices(3, 4)), in -> oneHot(in.get(0), 3, DataType.DOUBLE)),
        new Example(
            "matrix", List.of(Domain.indices(3, 2, 2)), in -> oneHot(in.get(0), 4, DataType.FLOAT)),
        new Example(
            "scalar", List.of(Domain.indices(3)), in -> oneHot(in.get(0), 3, DataType.BOOL)));
  }
}
