package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Lines of FLOAT logits that lie one after the other in memory, some at a time.
 *
 * <p>Exponentials are floats within 1 ulp of exp(z - m), also where no float is z - m; a line's
 * sums are made in double precision. What is written is made of these arrays in place, and so can
 * be written once.
 */
final class SoftmaxTile implements SoftmaxLines {
  /** So that the arrays of a tile fit the first-level cache, unless a single line does not. */
  private static final int ELEMENTS = 2048;

  private static final int DRILL = 512;
  private static final int REST = 3;

  private static final Warmed GREATEST = new Warmed(SoftmaxTile::drillGreatest);
  static final Warmed EXP = new Warmed(SoftmaxTile::drillExp);

  private final int count;
  private final int length;
  private final int step;
  private final float[] shifted;
  private final float[] exps;
  private final float[] max;
  private final int[] top;
  private final double[] tail;
  private final double[] scratch = new double[Lanes.SUMS];
  private Lanes summing = Warmed.plain();
  private int rows;

  SoftmaxTile(Shape shape, int axis) {
    this.count = shape.without(axis).size();
    this.length = shape.size(axis);
    this.step = Math.max(1, Math.min(count, ELEMENTS / length));
    this.shifted = new float[step * length];
    this.exps = new float[step * length];
    this.max = new float[step];
    this.top = new int[step];
    this.tail = new double[step];
  }

  private static Warmed.Drill drillGreatest() {
    float[] x = new float[DRILL + REST];
    int[] place = new int[1];
    // The result is used, lest the compiler leave out what makes it.
    return lanes -> place[0] = lanes.greatest(x, 0, DRILL) + lanes.greatest(x, 0, DRILL + REST);
  }

  private static Warmed.Drill drillExp() {
    float[] x = new float[DRILL + REST];
    float[] d = new float[DRILL + REST];
    float[] y = new float[DRILL + REST];
    return lanes -> {
      lanes.expOfDifferences(x, x, d, y, DRILL);
      lanes.expOfDifferences(x, x, d, y, DRILL + REST);
    };
  }

  /** Whether lines are FLOAT, not empty, and lie one after the other in memory. */
  static boolean fits(Slot logits, int axis) {
    Shape shape = logits.shape();
    return logits.holds(DataType.FLOAT) && shape.size() > 0 && shape.strides()[axis] == 1;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int step() {
    return step;
  }

  @Override
  public void read(Slot logits, int first) {
    rows = Math.min(step, count - first);
    readInto(shifted, logits, first);
    Lanes comparing = GREATEST.lanes();
    for (int r = 0; r < rows; r++) {
      int at = r * length;
      top[r] = comparing.greatest(shifted, at, length);
      float greatest = shifted[top[r]];
      boolean infinite = Float.isInfinite(greatest);
      max[r] = infinite && hasNaN(at) ? Float.NaN : greatest;
      // A line without a finite maximum is NaN altogether.
      Arrays.fill(exps, at, at + length, infinite ? Float.NaN : greatest);
    }
    EXP.lanes().expOfDifferences(shifted, exps, shifted, exps, rows * length);
    summing = Reductions.Sum.LOOP.lanes();
    for (int r = 0; r < rows; r++) {
      tail[r] = Float.isFinite(max[r]) ? sumBesidesTop(exps, r) : Double.NaN;
    }
  }

  private boolean hasNaN(int from) {
    for (int k = from; k < from + length; k++) {
      if (Float.isNaN(shifted[k])) {
        return true;
      }
    }
    return false;
  }

  /** The sum of a line's elements without that of the top class, in double precision. */
  double sumBesidesTop(float[] elements, int r) {
    float left = elements[top[r]];
    elements[top[r]] = 0;
    double sum = summing.sum(elements, r * length, length, scratch);
    elements[top[r]] = left;
    return sum;
  }

  /** Copies the lines of a slot of the logits' shape as they are. */
  void readInto(float[] into, Slot slot, int first) {
    slot.floats().get(first * length, into, 0, rows * length);
  }

  /** Writes the lines of a slot of the logits' shape. */
  void write(float[] from, Slot slot, int first) {
    slot.floats().put(first * length, from, 0, rows * length);
  }

  /** How many classes a line has. */
  int length() {
    return length;
  }

  /** How many lines have been read. */
  int rows() {
    return rows;
  }

  /** z - m of all lines. */
  float[] shifted() {
    return shifted;
  }

  /** exp(z - m) of all lines. */
  float[] exps() {
    return exps;
  }

  /** T of a line; NaN if it has no finite maximum, or a NaN. */
  double tail(int r) {
    return tail[r];
  }

  /** Where a line's top class is in the tile. */
  int top(int r) {
    return top[r];
  }

  /** log1p(T) of a line. */
  double logSum(int r) {
    return FloatMath.log1p(tail[r]);
  }

  @Override
  public void writeSoftmax(Slot output, int first) {
    for (int r = 0; r < rows; r++) {
      softmax(r);
    }
    write(exps, output, first);
  }

  /** Turns the exponentials of a line into softmax. */
  void softmax(int r) {
    int at = r * length;
    scale(exps, (float) (1 / (1 + tail[r])), at, at + length);
  }

  private static void scale(float[] x, float factor, int from, int end) {
    for (int k = from; k < end; k++) {
      x[k] *= factor;
    }
  }

  @Override
  public void writeLogSoftmax(Slot output, int first) {
    for (int r = 0; r < rows; r++) {
      int at = r * length;
      subtract(shifted, (float) logSum(r), at, at + length);
    }
    write(shifted, output, first);
  }

  private static void subtract(float[] x, float less, int from, int end) {
    for (int k = from; k < end; k++) {
      x[k] -= less;
    }
  }

  @Override
  public void writeLogSumExp(Slot output, int first) {
    for (int r = 0; r < rows; r++) {
      // An infinite maximum is the result; its tail is NaN.
      output.set(first + r, Float.isInfinite(max[r]) ? max[r] : max[r] + logSum(r));
    }
  }
}
