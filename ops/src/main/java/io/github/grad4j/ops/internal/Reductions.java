package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.ArrayList;
import java.util.Arrays;
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
      // Four chains of additions, because each must wait for its own last one only.
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int i = 0;
      for (; i + 3 < n; i += 4) {
        a += tile[i];
        b += tile[i + 1];
        c += tile[i + 2];
        d += tile[i + 3];
      }
      for (; i < n; i++) {
        a += tile[i];
      }
      double block = (a + b) + (c + d);
      double total = sum + block;
      lost += lostBy(sum, block, total);
      sum = total;
    }

    @Override
    public double result() {
      return compensated(sum, lost);
    }
  }

  /** What rounding took from a + b. */
  private static double lostBy(double a, double b, double total) {
    return Math.abs(a) >= Math.abs(b) ? a - total + b : b - total + a;
  }

  private static double compensated(double sum, double lost) {
    // An infinite sum has lost NaN, which must not replace it.
    return Double.isInfinite(sum) || Double.isNaN(sum) ? sum : sum + lost;
  }

  /** The greatest element; NaN if one is NaN, -∞ if there is none. */
  public static final class Max implements Accumulator {
    private double max;

    /** The maximum of nothing. */
    public Max() {}

    @Override
    public void reset() {
      max = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void add(double[] tile, int n) {
      double m = max;
      for (int i = 0; i < n; i++) {
        m = Math.max(m, tile[i]);
      }
      max = m;
    }

    @Override
    public double result() {
      return max;
    }
  }

  /** The least element; NaN if one is NaN, ∞ if there is none. */
  public static final class Min implements Accumulator {
    private double min;

    /** The minimum of nothing. */
    public Min() {}

    @Override
    public void reset() {
      min = Double.POSITIVE_INFINITY;
    }

    @Override
    public void add(double[] tile, int n) {
      double m = min;
      for (int i = 0; i < n; i++) {
        m = Math.min(m, tile[i]);
      }
      min = m;
    }

    @Override
    public double result() {
      return min;
    }
  }

  /**
   * A kernel that sums a slot along axes.
   *
   * @param input the slot read
   * @param axes distinct axes, ascending, counted from the front
   * @param output the slot written, one element for each line
   * @return the kernel
   */
  public static Kernel sum(Slot input, List<Integer> axes, Slot output) {
    if (!axes.isEmpty()) {
      Shape shape = input.shape();
      int first = axes.get(0);
      int last = axes.get(axes.size() - 1);
      int[] sizes = shape.sizes();
      int rows = product(sizes, first, last + 1);
      int width = product(sizes, last + 1, sizes.length);
      boolean neighbours = last - first + 1 == axes.size();
      if (neighbours && rows > 1 && width > 1) {
        return new SumOfRows(input, rows, width, output);
      }
    }
    return bind(input, axes, output, new Sum());
  }

  private static int product(int[] sizes, int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= sizes[axis];
    }
    return product;
  }

  /** Sums of {@code rows} rows each, which are read one after the other as they lie in memory. */
  private static final class SumOfRows implements Kernel {
    private final Slot input;
    private final int rows;
    private final int width;
    private final Slot output;
    private final double[] row;
    private final double[] block;
    private final double[] sum;
    private final double[] lost;

    SumOfRows(Slot input, int rows, int width, Slot output) {
      this.input = input;
      this.rows = rows;
      this.width = width;
      this.output = output;
      int length = Math.min(LENGTH, width);
      this.row = new double[length];
      this.block = new double[length];
      this.sum = new double[length];
      this.lost = new double[length];
    }

    @Override
    public void run() {
      for (int to = 0; to < output.size(); to += width) {
        for (int column = 0; column < width; column += row.length) {
          int n = Math.min(row.length, width - column);
          sum(to * rows + column, n);
          output.write(to + column, sum, n);
        }
      }
    }

    /** Sums n columns from the element that begins the first row. */
    private void sum(int from, int n) {
      Arrays.fill(sum, 0);
      Arrays.fill(lost, 0);
      for (int done = 0; done < rows; done += LENGTH) {
        addRows(from + done * width, Math.min(LENGTH, rows - done), n);
        for (int i = 0; i < n; i++) {
          double total = sum[i] + block[i];
          lost[i] += lostBy(sum[i], block[i], total);
          sum[i] = total;
        }
      }
      for (int i = 0; i < n; i++) {
        sum[i] = compensated(sum[i], lost[i]);
      }
    }

    /** Adds some rows straight. */
    private void addRows(int from, int count, int n) {
      Arrays.fill(block, 0);
      for (int r = 0; r < count; r++) {
        input.read(from + r * width, row, n);
        for (int i = 0; i < n; i++) {
          block[i] += row[i];
        }
      }
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
    int lineLength = 1;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axes.contains(axis)) {
        lineLength *= shape.size(axis);
      } else {
        order.add(axis);
      }
    }
    order.addAll(axes);
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
