package io.github.grad4j.ops;

import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.TensorType;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** What the comparisons share: BOOL output, no derivative, integers compared as integers. */
interface Comparison extends FloatBinary, Integral {
  /**
   * Whether two numbers are in the relation.
   *
   * @param a the first
   * @param b the second
   * @return true if they are
   */
  boolean holds(double a, double b);

  /**
   * Whether two integers are in the relation.
   *
   * @param a the first
   * @param b the second
   * @return true if they are
   */
  boolean holds(long a, long b);

  @Override
  default TensorType infer(List<TensorType> inputs) {
    return Integral.super.infer(inputs).withDataType(DataType.BOOL);
  }

  @Override
  default double at(double a, double b) {
    return holds(a, b) ? 1 : 0;
  }

  @Override
  default float at(float a, float b) {
    return holds(a, b) ? 1 : 0;
  }

  @Override
  default void applyToLongs(long[][] inputs, long[] output, int n) {
    long[] a = inputs[0];
    long[] b = inputs[1];
    for (int i = 0; i < n; i++) {
      output[i] = holds(a[i], b[i]) ? 1 : 0;
    }
  }

  @Override
  default List<Partial> slopes(Node y) {
    return List.of(Partial.none(), Partial.none());
  }
}
