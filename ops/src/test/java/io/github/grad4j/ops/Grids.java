package io.github.grad4j.ops;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;

/** Tensors of several axes whose elements tell where they came from, and their values. */
final class Grids {
  private Grids() {}

  /** The DOUBLE tensor 0, 1, 2, … in c order. */
  static Constant counting(int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Constant.of(values, shape);
  }

  /** The LONG tensor 0, 1, 2, … in c order. */
  static Constant countingLongs(int... sizes) {
    Shape shape = Shape.of(sizes);
    long[] values = new long[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Constant.of(values, shape);
  }

  /** The BOOL tensor true, false, true, … in c order. */
  static Constant alternating(int... sizes) {
    Shape shape = Shape.of(sizes);
    boolean[] values = new boolean[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0;
    }
    return Constant.of(values, shape);
  }
}
