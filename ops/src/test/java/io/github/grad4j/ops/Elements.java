package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import org.assertj.core.api.Condition;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Short ways from numbers to tensors and back, for the tests of elementwise ops. */
final class Elements {
  private Elements() {}

  static Constant doubles(double... values) {
    return Constant.of(values, Shape.of(values.length));
  }

  static Constant floats(float... values) {
    return Constant.of(values, Shape.of(values.length));
  }

  static Constant longs(long... values) {
    return Constant.of(values, Shape.of(values.length));
  }

  static Constant booleans(boolean... values) {
    return Constant.of(values, Shape.of(values.length));
  }

  /** The elements in c order; truth values as 0 and 1. */
  static double[] valuesOf(Tensor tensor) {
    try (INDArray array = tensor.evaluate()) {
      return array.isEmpty()
          ? new double[0]
          : array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }
  }

  /** The elements of a LONG tensor in c order. */
  static long[] longsOf(Tensor tensor) {
    try (INDArray array = tensor.evaluate()) {
      return array.dup('c').data().asLong();
    }
  }

  /** The only element. */
  static double only(Tensor tensor) {
    double[] elements = valuesOf(tensor);
    if (elements.length != 1) {
      throw new AssertionError(elements.length + " elements where one is expected");
    }
    return elements[0];
  }

  /** Being no further from a number than some units in its last place. */
  static Condition<Double> within(double ulps, double expected) {
    return new Condition<>(
        actual -> Math.abs(actual - expected) <= ulps * Math.ulp(expected),
        "within %s units in the last place of %s",
        ulps,
        expected);
  }
}
