package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Slot;

/**
 * Short lines of FLOAT logits that lie one after the other in memory, many at a time.
 *
 * <p>A loop along such a line would end before it has paid for its beginning. So a tile lies
 * transposed, [classes, lines], and all loops run across lines: over all elements at once with what
 * differs by line repeated for each class, or class by class. The arithmetic is that of {@link
 * SoftmaxTile}.
 */
final class ShortSoftmaxTile implements SoftmaxLines {
  /** So that the arrays of a tile fit the first-level cache; its lines make whole vectors. */
  private static final int ELEMENTS = 2048;

  /** Longer lines are worth loops of their own. */
  private static final int LONGEST = 63;

  /** A tile of fewer elements is not worth vectors, nor the race for them. */
  private static final int FEW = 64;

  private static final int DRILL = 256;
  private static final int REST = 3;

  private static final Warmed GREATEST = new Warmed(ShortSoftmaxTile::drillGreatest);
  private static final Warmed LOG1P = new Warmed(ShortSoftmaxTile::drillLog1p);

  private final int count;
  private final int length;
  private final int step;
  private final float[] shifted;
  private final float[] exps;
  private final float[] scratch;
  private final float[] classes;
  private final long[] keys;
  private final float[] max;
  private final float[] factors;
  private final int[] top;
  private final double[] tail;
  private final double[] logSums;
  private int lines;

  ShortSoftmaxTile(Shape shape, int axis) {
    this.count = shape.without(axis).size();
    this.length = shape.size(axis);
    this.step = Math.min(count, ELEMENTS / length / Lanes.FLOATS * Lanes.FLOATS);
    this.shifted = new float[step * length];
    this.exps = new float[step * length];
    this.scratch = new float[step * length];
    this.classes = new float[step];
    this.keys = new long[step];
    this.max = new float[step];
    this.factors = new float[step];
    this.top = new int[step];
    this.tail = new double[step];
    this.logSums = new double[step];
  }

  private static Warmed.Drill drillGreatest() {
    int rows = 10;
    int length = 5 * Lanes.FLOATS;
    float[] a = new float[rows * (length + REST)];
    float[] places = new float[length + REST];
    long[] keys = new long[length + REST];
    return lanes -> {
      lanes.greatestOfColumns(a, rows, length, places, keys);
      lanes.greatestOfColumns(a, rows, length + REST, places, keys);
    };
  }

  private static Warmed.Drill drillLog1p() {
    double[] x = new double[DRILL + REST];
    double[] y = new double[DRILL + REST];
    return lanes -> {
      lanes.log1p(x, y, DRILL);
      lanes.log1p(x, y, DRILL + REST);
    };
  }

  /** Whether lines are FLOAT, short but not empty, and lie one after the other in memory. */
  static boolean fits(Slot logits, int axis) {
    return SoftmaxTile.fits(logits, axis) && logits.shape().size(axis) <= LONGEST;
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
    lines = Math.min(step, count - first);
    readInto(shifted, logits, first);
    lanes(GREATEST).greatestOfColumns(shifted, length, lines, classes, keys);
    for (int r = 0; r < lines; r++) {
      int k = (int) classes[r];
      top[r] = k * lines + r;
      float greatest = shifted[top[r]];
      boolean infinite = Float.isInfinite(greatest);
      max[r] = infinite && hasNaN(r) ? Float.NaN : greatest;
      // A line without a finite maximum is NaN altogether.
      factors[r] = infinite ? Float.NaN : greatest;
      tail[r] = 0 * max[r];
    }
    lanes(SoftmaxTile.EXP)
        .expOfDifferences(shifted, ofEachElement(factors), shifted, exps, elements());
    for (int r = 0; r < lines; r++) {
      exps[top[r]] = 0;
    }
    addClasses(exps, tail);
  }

  private boolean hasNaN(int r) {
    for (int k = r; k < elements(); k += lines) {
      if (Float.isNaN(shifted[k])) {
        return true;
      }
    }
    return false;
  }

  private Lanes lanes(Warmed loop) {
    return elements() < FEW ? Warmed.plain() : loop.lanes();
  }

  /** How many elements the lines have that have been read. */
  int elements() {
    return lines * length;
  }

  /** Adds up the elements of each line. */
  void addClasses(float[] tile, double[] sums) {
    // So few rows are not worth a race of their own: it would put off those of the other loops.
    Warmed.plain().addRows(tile, length, lines, sums);
  }

  /** What is given for each line, for each element; overwritten by the next such call. */
  float[] ofEachElement(float[] ofEachLine) {
    for (int k = 0; k < elements(); k += lines) {
      System.arraycopy(ofEachLine, 0, scratch, k, lines);
    }
    return scratch;
  }

  /** Reads the lines of a slot of the logits' shape as they are, and transposes them. */
  void readInto(float[] into, Slot slot, int first) {
    slot.floats().get(first * length, scratch, 0, elements());
    Columns.transpose(scratch, lines, length, into);
  }

  /** Writes the lines of a slot of the logits' shape. */
  void write(float[] from, Slot slot, int first) {
    for (int k = 0; k < length; k++) {
      putClass(from, k * lines, scratch, k);
    }
    slot.floats().put(first * length, scratch, 0, elements());
  }

  private void putClass(float[] from, int at, float[] into, int k) {
    for (int r = 0, p = k; r < lines; r++, p += length) {
      into[p] = from[at + r];
    }
  }

  /** How many classes a line has. */
  int length() {
    return length;
  }

  /** How many lines have been read. */
  int lines() {
    return lines;
  }

  /** z - m of all classes of all lines. */
  float[] shifted() {
    return shifted;
  }

  /** exp(z - m) of all classes of all lines; 0 of the top class. */
  float[] exps() {
    return exps;
  }

  /** T of each line; NaN if it has no finite maximum, or a NaN. */
  double[] tail() {
    return tail;
  }

  /** Where each line's top class is in the tile. */
  int[] top() {
    return top;
  }

  /** log1p(T) of each line. */
  double[] logSums() {
    lanes(LOG1P).log1p(tail, logSums, lines);
    return logSums;
  }

  /** Memory for a factor of each line. */
  float[] factors() {
    return factors;
  }

  @Override
  public void writeSoftmax(Slot output, int first) {
    softmax();
    write(exps, output, first);
  }

  /** Turns the exponentials of all lines into softmax. */
  void softmax() {
    for (int r = 0; r < lines; r++) {
      factors[r] = (float) (1 / (1 + tail[r]));
    }
    multiply(exps, ofEachElement(factors), elements());
    for (int r = 0; r < lines; r++) {
      exps[top[r]] = factors[r];
    }
  }

  private static void multiply(float[] x, float[] factors, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= factors[i];
    }
  }

  @Override
  public void writeLogSoftmax(Slot output, int first) {
    logSums();
    for (int r = 0; r < lines; r++) {
      factors[r] = (float) logSums[r];
    }
    subtract(shifted, ofEachElement(factors), elements());
    write(shifted, output, first);
  }

  private static void subtract(float[] x, float[] less, int n) {
    for (int i = 0; i < n; i++) {
      x[i] -= less[i];
    }
  }

  @Override
  public void writeLogSumExp(Slot output, int first) {
    logSums();
    for (int r = 0; r < lines; r++) {
      // An infinite maximum is the result; its tail is NaN.
      logSums[r] = Float.isInfinite(max[r]) ? max[r] : max[r] + logSums[r];
    }
    output.write(first, logSums, lines);
  }
}
