package io.github.grad4j.ops;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What all random tensors share: a pure function of a key, and no derivative.
 *
 * <p>Element i, in c order, depends on the key and i alone, not on the shape, the plan or the
 * thread. The same key gives the same numbers: take another with {@link FoldIn} for each use.
 */
public interface Sampling extends Op {
  /**
   * The sizes of the result.
   *
   * @return one for each axis
   */
  List<Integer> sizes();

  /**
   * The element type of the result.
   *
   * @return FLOAT or DOUBLE
   */
  DataType dataType();

  @Override
  default List<String> inputNames() {
    return List.of("key");
  }

  @Override
  default TensorType infer(List<TensorType> inputs) {
    requireKey(inputs.get(0));
    TensorType type = new TensorType(dataType(), Shape.of(sizes()));
    if (!type.isFloating()) {
      throw new TypeException("random numbers are FLOAT or DOUBLE, not " + dataType());
    }
    return type;
  }

  /**
   * Checks the type of a key.
   *
   * @param key the type given
   * @throws TypeException if it is not a LONG scalar
   */
  static void requireKey(TensorType key) {
    if (!key.isInteger() || key.shape().rank() != 0) {
      throw new TypeException(
          "a key is a LONG scalar but got "
              + key
              + "; randomKey(42) makes one, foldIn(key, n) more");
    }
  }

  @Override
  default List<Partial> partials(Node y) {
    return List.of(Partial.none());
  }
}
