package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Parts;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;

/** Kernels that reduce lines of elements to one number each. */
public final class Reductions {
  /** Elements in a tile; of a longer line, what is summed without compensation. */
  private static final int FLOATS = 1024;

  private static final int DOUBLES = 512;

  /** Fewer columns are not divided: whole rows are read at once, parts of them one by one. */
  private static final int FEWEST_COLUMNS = 64;

  /** So many elements are worth a thread. */
  private static final int WORTH = 1 << 16;

  private Reductions() {}

  /** What is remembered of the elements of a line seen so far. */
  public interface Accumulator {
    /** Chooses its loops, before a run. */
    default void begin() {}

    /** Forgets everything, before a line. */
    void reset();

    /**
     * Takes in the next elements of the line.
     *
     * @param tile holds them
     * @param from the first
     * @param n how many
     */
    void add(double[] tile, int from, int n);

    /**
     * Takes in the next elements of a line of floats.
     *
     * @param tile holds them
     * @param from the first
     * @param n how many
     */
    void add(float[] tile, int from, int n);

    /**
     * What the line is reduced to.
     *
     * @return the result; of an empty line, the reduction's identity
     */
    double result();
  }

  /** Sum: blocks are added straight, their sums with compensation (Neumaier 1974). */
  public static final class Sum implements Accumulator {
    static final Warmed LOOP = new Warmed(Sum::drill);

    private final double[] scratch = new double[Lanes.SUMS];
    private Lanes lanes = Warmed.plain();
    private double sum;
    private double lost;

    /** The sum of nothing. */
    public Sum() {}

    private static Warmed.Drill drill() {
      int n = 9 * Lanes.SUMS;
      float[] a = new float[n + 1];
      double[] scratch = new double[Lanes.SUMS];
      // The result is used, lest the compiler leave out what makes it.
      return lanes -> scratch[0] = lanes.sum(a, 0, n, scratch) + lanes.sum(a, 0, n + 1, scratch);
    }

    @Override
    public void begin() {
      lanes = LOOP.lanes();
    }

    @Override
    public void reset() {
      sum = 0;
      lost = 0;
    }

    @Override
    public void add(float[] tile, int from, int n) {
      add(lanes.sum(tile, from, n, scratch));
    }

    @Override
    public void add(double[] tile, int from, int n) {
      // Four chains of additions, because each must wait for its own last one only.
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int i = from;
      int end = from + n;
      for (; i + 3 < end; i += 4) {
        a += tile[i];
        b += tile[i + 1];
        c += tile[i + 2];
        d += tile[i + 3];
      }
      for (; i < end; i++) {
        a += tile[i];
      }
      add((a + b) + (c + d));
    }

    /**
     * Takes in one term.
     *
     * @param block the term: an element or a sum of some
     */
    public void add(double block) {
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
  static double lostBy(double a, double b, double total) {
    return Math.abs(a) >= Math.abs(b) ? a - total + b : b - total + a;
  }

  static double compensated(double sum, double lost) {
    // An infinite sum has lost NaN, which must not replace it.
    return Double.isInfinite(sum) || Double.isNaN(sum) ? sum : sum + lost;
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
    return bind(input, axes, output, Sum::new, RowSums::new);
  }

  private static int product(int[] sizes, int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= sizes[axis];
    }
    return product;
  }

  /**
   * A kernel that reduces a slot along axes.
   *
   * @param input the slot read
   * @param axes distinct axes, counted from the front
   * @param output the slot written, one element for each line
   * @param reduction makes accumulators
   * @return the kernel
   */
  public static Kernel bind(
      Slot input, List<Integer> axes, Slot output, Supplier<? extends Accumulator> reduction) {
    return bind(
        input,
        axes,
        output,
        reduction,
        (in, rows, width, out, from, to) -> new Columns(in, rows, width, out, reduction, from, to));
  }

  /** A kernel for lines that lie across rows. */
  @FunctionalInterface
  private interface AcrossRows {
    Kernel bind(Slot input, int rows, int width, Slot output, int from, int to);
  }

  private static Kernel bind(
      Slot input,
      List<Integer> axes,
      Slot output,
      Supplier<? extends Accumulator> reduction,
      AcrossRows across) {
    if (!axes.isEmpty()) {
      int[] sizes = input.shape().sizes();
      int first = Collections.min(axes);
      int last = Collections.max(axes);
      int rows = product(sizes, first, last + 1);
      int width = product(sizes, last + 1, sizes.length);
      boolean neighbours = last - first + 1 == axes.size();
      if (neighbours && rows > 1 && width > 1) {
        return Parts.of(
            output.size(),
            Math.max(FEWEST_COLUMNS, WORTH / rows),
            (from, to) -> across.bind(input, rows, width, output, from, to));
      }
    }
    return lines(input, axes, output, reduction);
  }

  private static Kernel lines(
      Slot input, List<Integer> axes, Slot output, Supplier<? extends Accumulator> reduction) {
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
    Shape lines = Shape.of(order.stream().map(shape::size).toList());
    int[] moves = order.stream().mapToInt(axis -> strides[axis]).toArray();
    int length = lineLength;
    return Parts.of(
        output.size(),
        Math.max(1, WORTH / Math.max(1, length)),
        (from, to) ->
            new Lines(input, new Walk(lines, moves, 0), length, output, reduction.get(), from, to));
  }

  /** Reduces one line after the other, many at a time where they are short. */
  private static final class Lines implements Kernel {
    private final Slot input;
    private final Walk walk;
    private final int length;
    private final Slot output;
    private final Accumulator accumulator;
    private final int from;
    private final int to;

    /** How many elements fit a tile. */
    private final int longest;

    /** One of the two is empty. */
    private final float[] floats;

    private final double[] doubles;
    private final double[] results;

    Lines(
        Slot input, Walk walk, int length, Slot output, Accumulator accumulator, int from, int to) {
      this.input = input;
      this.walk = walk;
      this.length = length;
      this.output = output;
      this.accumulator = accumulator;
      this.from = from;
      this.to = to;
      boolean single = input.holds(DataType.FLOAT);
      this.longest = single ? FLOATS : DOUBLES;
      int lines = Math.max(1, Math.min(to - from, longest / Math.max(1, length)));
      int tile = Math.min(longest, lines * length);
      this.floats = new float[single ? tile : 0];
      this.doubles = new double[single ? 0 : tile];
      this.results = new double[lines];
    }

    @Override
    public void run() {
      walk.go(from * length);
      accumulator.begin();
      for (int line = from; line < to; line += results.length) {
        int count = Math.min(results.length, to - line);
        if (length > longest) {
          reduceLong();
        } else {
          reduce(count);
        }
        output.write(line, results, count);
      }
    }

    /** Some lines that fit the tile. */
    private void reduce(int count) {
      read(count * length);
      for (int i = 0; i < count; i++) {
        accumulator.reset();
        add(i * length, length);
        results[i] = accumulator.result();
      }
    }

    /** A line longer than the tile. */
    private void reduceLong() {
      accumulator.reset();
      for (int done = 0; done < length; done += longest) {
        int n = Math.min(longest, length - done);
        read(n);
        add(0, n);
      }
      results[0] = accumulator.result();
    }

    private void read(int n) {
      if (floats.length > 0) {
        walk.read(input, floats, n);
      } else {
        walk.read(input, doubles, n);
      }
    }

    private void add(int first, int n) {
      if (floats.length > 0) {
        accumulator.add(floats, first, n);
      } else {
        accumulator.add(doubles, first, n);
      }
    }
  }
}
