package io.github.grad4j.autograd.check;

import io.github.grad4j.core.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mistake of a broadcast operand whose gradient was not summed back: of all that the operand
 * does to the output, one slice of the output is counted.
 */
final class MissingSum {
  /** How near, in parts of an element's largest term, numbers must be to be taken for the same. */
  private static final double NEAR = 1e-6;

  /** More axes are not tried together: there would be too many ways to be right by chance. */
  private static final int MOST_AXES = 4;

  /** Along a longer axis the first and the last are tried only. */
  private static final int LONG_AXIS = 64;

  private MissingSum() {}

  /**
   * Words for which slice is counted.
   *
   * @param analytic the gradient
   * @param terms for each of its elements what each element of the output adds to the right one
   * @param output the output's shape
   * @return empty if no slice is what the gradient counts
   */
  static Optional<String> describe(double[] analytic, double[][] terms, Shape output) {
    for (Slice slice : slices(output)) {
      if (isAllThatCounts(slice, analytic, terms, output)) {
        return Optional.of("missing sum: only " + slice + " of the output counts");
      }
    }
    return Optional.empty();
  }

  /** Every slice along one short axis, and the first and the last along any. */
  private static List<Slice> slices(Shape output) {
    List<Slice> slices = new ArrayList<>();
    for (int axis = 0; axis < output.rank(); axis++) {
      int size = output.size(axis);
      for (int at = 0; at < size && size > 1 && size <= LONG_AXIS; at++) {
        slices.add(new Slice(List.of(axis), List.of(at)));
      }
    }
    for (int some = 1; output.rank() <= MOST_AXES && some < 1 << output.rank(); some++) {
      List<Integer> axes = new ArrayList<>();
      List<Integer> first = new ArrayList<>();
      List<Integer> last = new ArrayList<>();
      for (int axis = 0; axis < output.rank(); axis++) {
        if ((some >> axis & 1) == 1) {
          axes.add(axis);
          first.add(0);
          last.add(output.size(axis) - 1);
        }
      }
      // All there is along an axis leaves nothing out.
      if (!last.contains(0)) {
        slices.add(new Slice(axes, first));
        slices.add(new Slice(axes, last));
      }
    }
    return slices;
  }

  private static boolean isAllThatCounts(
      Slice slice, double[] analytic, double[][] terms, Shape output) {
    double counted = 0;
    for (int j = 0; j < analytic.length; j++) {
      double largest = 0;
      double sum = 0;
      for (int i = 0; i < terms[j].length; i++) {
        largest = Math.max(largest, Math.abs(terms[j][i]));
        sum += slice.has(i, output) ? terms[j][i] : 0;
      }
      if (!(Math.abs(analytic[j] - sum) <= NEAR * largest)) {
        return false;
      }
      counted = Math.max(counted, Math.abs(sum));
    }
    return counted > 0;
  }

  /** The elements of the output at some positions along some axes. */
  private record Slice(List<Integer> axes, List<Integer> at) {
    boolean has(int element, Shape output) {
      int[] strides = output.strides();
      for (int i = 0; i < axes.size(); i++) {
        int axis = axes.get(i);
        if (element / strides[axis] % output.size(axis) != at.get(i)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return axes.size() == 1
          ? "index " + at.get(0) + " along axis " + axes.get(0)
          : "indices " + at + " along axes " + axes;
    }
  }
}
