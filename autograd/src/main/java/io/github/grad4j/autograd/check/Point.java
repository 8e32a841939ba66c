package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Input;
import io.github.grad4j.core.Shape;

/** A DOUBLE input of the copy that is checked, and its value; the value is never written to. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Point(Input input, double[] value) {
  Shape shape() {
    return input.shape();
  }

  int size() {
    return value.length;
  }
}
