package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.ArrayList;
import java.util.List;

/** Kernels that reduce lines of elements to one number each. */
public final class Reductions {
  private static final int LENGTH = 512;

  private Reductions() {}

  /** What is remembered of the elements of a line seen so far. */
  public interface Accumulator {
    /** Forgets everything, before a line. */
    void reset();

    /**
     * Takes in the next elements of the line.
     *
     * @param tile the elements, from index 0
     * @param n how many
     */
    void add(double[] tile, int n);

    /**
     * What the line is reduced to.
     *
     * @return the result; of an empty line, the reduction's identity
     */
    double result();
  }

  /** Sum: blocks are added straight, their sums with compensation (Neumaier 1974). */
  public static final class Sum implements Accumulator {
    private double sum;
    private double lost;

    /** The sum of nothing. */
    public Sum() {}

    @Override
    public void reset() {
      sum = 0;
      lost = 0;
    }

    @Override
    public void add(double[] tile, int n) {
      double block = 0;
      for (int i = 0; i < n; i++) {
        block += tile[i];
      }
      double total = sum + block;
      lost += Math.abs(sum) >= Math.abs(block) ? sum - total + block : block - total + sum;
      sum = total;
    }

    @Override
    public double result() {
      // An infinite sum has lost NaN, which must not replace it.
      return Double.isInfinite(sum) || Double.isNaN(sum) ? sum : sum + lost;
    }
  }

  /**
   * A kernel that reduces a slot along axes.
   *
   * @param input the slot read
   * @param axes distinct axes, counted from the front
   * @param output the slot written, one element for each line
   * @param accumulator the reduction
   * @return the kernel
   */
  public static Kernel bind(Slot input, List<Integer> axes, Slot output, Accumulator accumulator) {
    Shape shape = input.shape();
    int[] strides = shape.strides();
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!axes.contains(axis)) {
        order.add(axis);
      }
    }
    order.addAll(axes);
    int lineLength = 1;
    for (int axis : axes) {
      lineLength *= shape.size(axis);
    }
    int length = lineLength;
    Shape lines = Shape.of(order.stream().map(shape::size).toList());
    Walk walk = new Walk(lines, order.stream().mapToInt(axis -> strides[axis]).toArray(), 0);
    double[] tile = new double[Math.min(LENGTH, length)];
    return () -> {
      walk.rewind();
      for (int line = 0; line < output.size(); line++) {
        accumulator.reset();
        for (int done = 0; done < length; ) {
          int n = Math.min(tile.length, length - done);
          walk.read(input, tile, n);
          accumulator.add(tile, n);
          done += n;
        }
        output.set(line, accumulator.result());
      }
    };
  }
}
