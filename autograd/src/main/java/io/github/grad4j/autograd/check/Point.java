package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Input;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.TensorType;
import java.util.SplittableRandom;

/** An input of the copy that is checked, and its value; the value is never written to. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Point(Input input, double[] value) {
  /** A random point that no number of is near 0. */
  static Point signed(String name, TensorType type, SplittableRandom random) {
    Point point = new Point(new Input(name, type), Level.signed(type.shape().size(), random));
    for (int i = 0; i < point.size(); i++) {
      point.value[i] = point.round(point.value[i]);
    }
    return point;
  }

  Shape shape() {
    return input.shape();
  }

  int size() {
    return value.length;
  }

  /** The number that the input takes if it is fed this one. */
  double round(double number) {
    return Precision.isFloat(input) ? (float) number : number;
  }
}
