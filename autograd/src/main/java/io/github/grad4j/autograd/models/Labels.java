package io.github.grad4j.autograd.models;

import static io.github.grad4j.ops.Cast.cast;
import static io.github.grad4j.ops.OneHot.oneHot;

import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Tensor;
import org.nd4j.linalg.api.buffer.DataType;

/** Labels of classes in one form: a number for each example and class. */
final class Labels {
  private Labels() {}

  /** DOUBLE {@code [n, classes]} of LONG classes, or of what has that shape already. */
  static Tensor perClass(Tensor labels, int classes) {
    Tensor rows =
        labels.type().isInteger()
            ? oneHot(labels, classes, DataType.DOUBLE)
            : cast(labels, DataType.DOUBLE);
    Shape shape = rows.shape();
    if (shape.rank() != 2 || shape.size(1) != classes) {
      throw new ShapeException(
          "labels of shape "
              + labels.shape()
              + " do not belong to "
              + classes
              + " classes; give LONG classes of shape [n], or numbers of shape [n, "
              + classes
              + "]");
    }
    return rows;
  }

  /** The same labels, if none is negative or NaN. */
  static double[] requireNonNegative(double[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      if (!(labels[i] >= 0)) {
        throw new ArgumentException(
            "labels are 0 or more, but that of example "
                + i / classes
                + " and class "
                + i % classes
                + " is "
                + labels[i]);
      }
    }
    return labels;
  }
}
