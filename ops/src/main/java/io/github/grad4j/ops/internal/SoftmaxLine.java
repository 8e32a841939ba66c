package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;

/**
 * One line of logits at a time, in the form from which softmax and all its relatives are exact.
 *
 * <p>With m the greatest logit and T the sum of exp(z - m) over all logits but one that is
 * greatest, softmax is exp(z - m)/(1 + T) and log-sum-exp is m + log1p(T). The one term left out of
 * T is 1 exactly; added to T it would swallow a small T, and with it the loss of a confident right
 * answer.
 */
public final class SoftmaxLine {
  private final int count;
  private final int length;
  private final int stride;
  private final double[] shifted;
  private final double[] exps;
  private double max;
  private int top;
  private double tail;

  /**
   * The lines of a shape along one axis.
   *
   * @param shape of the logits
   * @param axis the axis of the classes, counted from the front
   */
  public SoftmaxLine(Shape shape, int axis) {
    this.count = shape.without(axis).size();
    this.length = shape.size(axis);
    this.stride = shape.strides()[axis];
    this.shifted = new double[length];
    this.exps = new double[length];
  }

  /**
   * How many lines there are.
   *
   * @return the product of the sizes of the other axes
   */
  public int count() {
    return count;
  }

  /**
   * How many classes a line has.
   *
   * @return the size of the axis
   */
  public int length() {
    return length;
  }

  /**
   * Where an element lies in a slot of the logits' shape.
   *
   * @param line which line, in c order of the other axes
   * @param k which class
   * @return the element's index
   */
  public int at(int line, int k) {
    return line / stride * stride * length + line % stride + k * stride;
  }

  /**
   * Reads a line.
   *
   * @param logits where from
   * @param line which line, in c order of the other axes
   */
  public void read(Slot logits, int line) {
    readInto(shifted, logits, line);
    max = Double.NEGATIVE_INFINITY;
    top = 0;
    for (int k = 0; k < length; k++) {
      // Not "greater": a NaN becomes the maximum and stays it.
      if (!(shifted[k] <= max)) {
        max = shifted[k];
        top = k;
        if (Double.isNaN(max)) {
          break;
        }
      }
    }
    tail = isFinite() ? 0 : Double.NaN;
    for (int k = 0; k < length; k++) {
      shifted[k] = isFinite() ? shifted[k] - max : Double.NaN;
      exps[k] = Math.exp(shifted[k]);
      tail += k == top ? 0 : exps[k];
    }
  }

  /**
   * Reads a line of a slot of the logits' shape as it is.
   *
   * @param into where it goes, one element for each class
   * @param slot where from
   * @param line which line, in c order of the other axes
   */
  public void readInto(double[] into, Slot slot, int line) {
    int start = at(line, 0);
    if (stride == 1) {
      slot.read(start, into, length);
    } else {
      for (int k = 0; k < length; k++) {
        into[k] = slot.get(start + k * stride);
      }
    }
  }

  /**
   * Writes a line of a slot of the logits' shape.
   *
   * @param from the elements, one for each class
   * @param slot where to
   * @param line which line, in c order of the other axes
   */
  public void write(double[] from, Slot slot, int line) {
    int start = at(line, 0);
    if (stride == 1) {
      slot.write(start, from, length);
    } else {
      for (int k = 0; k < length; k++) {
        slot.set(start + k * stride, from[k]);
      }
    }
  }

  /**
   * Whether the line's greatest logit is a number; if not, softmax of the line is NaN.
   *
   * @return false if a logit is NaN or ∞, or all are -∞
   */
  public boolean isFinite() {
    return !Double.isNaN(max) && !Double.isInfinite(max);
  }

  /**
   * The greatest logit.
   *
   * @return NaN if one is NaN, -∞ if there is none
   */
  public double max() {
    return max;
  }

  /**
   * The class of the greatest logit, the one that the tail leaves out.
   *
   * @return its index
   */
  public int top() {
    return top;
  }

  /**
   * T: the sum of exp(z - m) over the classes other than the top.
   *
   * @return NaN in a line that is not finite
   */
  public double tail() {
    return tail;
  }

  /**
   * exp(z - m).
   *
   * @param k which class
   * @return NaN in a line that is not finite
   */
  public double exp(int k) {
    return exps[k];
  }

  /**
   * z - m.
   *
   * @param k which class
   * @return NaN in a line that is not finite
   */
  public double shifted(int k) {
    return shifted[k];
  }
}
