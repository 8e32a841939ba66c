package io.github.grad4j.ops.internal;

import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Slot;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Kernels for products of a long FLOAT matrix with a narrow one, where SIMD loops beat OpenBLAS.
 *
 * <p>With a long matrix X [m, k] and narrow ones W [k, n] and D [m, n] these are X·W, and Xᵀ·D or
 * its transpose: a dense layer with few outputs and the gradient of its weights. All lanes of a
 * vector work along k, so that a narrow n wastes none. X is copied to the heap by tiles, the narrow
 * matrix is packed in each run.
 */
public final class NarrowProducts {
  /** The most columns of a narrow matrix; beyond, OpenBLAS fills its own vectors. */
  static final int WIDEST = 10;

  private static final int FEWEST_ROWS = 64;
  private static final int LEAST_LENGTH = 128;

  /** So that a tile stays in the second-level cache. */
  private static final int GREATEST_LENGTH = 2048;

  /**
   * Up to so many multiplications OpenBLAS is kept: up to a million it has kernels that are faster,
   * and beyond it, at 128 rows of 784, too little is won to wait for vectors to be compiled.
   */
  private static final long SMALL = 4_000_000;

  /** Rows of X on the heap at a time. */
  static final int TILE = 16;

  /** Whether the registers hold the blocks of the vector version. */
  private static final boolean WIDE =
      Warmed.vector().filter(lanes -> lanes.width() >= Lanes.FLOATS).isPresent();

  private static final Warmed DOTS = new Warmed(NarrowProducts::drillDots);
  private static final Warmed SUMS = new Warmed(NarrowProducts::drillSums);

  private NarrowProducts() {}

  private static Warmed.Drill drillDots() {
    int length = 8 * Lanes.FLOATS;
    int rows = 2 * Lanes.DOT_ROWS;
    int columns = 2 * Lanes.DOT_COLUMNS;
    float[] a = new float[rows * length];
    float[] b = new float[columns * length];
    float[] products = new float[rows * columns];
    float[] scratch = new float[Lanes.DOT_SCRATCH];
    return lanes -> lanes.dots(a, rows, b, columns, length, products, scratch);
  }

  private static Warmed.Drill drillSums() {
    int length = 9 * Lanes.FLOATS;
    int columns = 2 * Lanes.DOT_COLUMNS;
    float[] a = new float[TILE * length];
    float[] b = new float[TILE * columns];
    float[] sums = new float[columns * length];
    float[] scratch = new float[length];
    return lanes -> lanes.addProducts(a, b, TILE, columns, length, sums, scratch);
  }

  /**
   * A kernel that multiplies the matrices on the last two axes, if it is worth it.
   *
   * @param a of rank 2 or more
   * @param transposeA whether a's last two axes are swapped
   * @param b of rank 2 or more
   * @param transposeB whether b's last two axes are swapped
   * @param output not empty; its leading axes are those of a and b, broadcast
   * @return the kernel, or nothing if OpenBLAS is as fast, or the JVM or the processor lacks the
   *     instructions
   */
  public static Optional<Kernel> multiply(
      Slot a, boolean transposeA, Slot b, boolean transposeB, Slot output) {
    if (!WIDE || !output.holds(DataType.FLOAT) || !DOTS.mayBeVector() || !SUMS.mayBeVector()) {
      return Optional.empty();
    }
    int rows = output.shape().size(-2);
    int columns = output.shape().size(-1);
    if (!transposeA && isMatrix(b)) {
      int m = output.size() / columns;
      int k = a.shape().size(-1);
      return pays(m, k, columns)
          ? Optional.of(new Dots(m, k, columns, a, b, transposeB, output, DOTS::lanes))
          : Optional.empty();
    }
    if (transposeA && !transposeB && isMatrix(a) && isMatrix(b)) {
      int m = a.shape().size(-2);
      if (pays(m, rows, columns)) {
        return Optional.of(new Sums(m, rows, columns, a, b, true, output, SUMS::lanes));
      }
      if (pays(m, columns, rows)) {
        return Optional.of(new Sums(m, columns, rows, b, a, false, output, SUMS::lanes));
      }
    }
    return Optional.empty();
  }

  private static boolean isMatrix(Slot slot) {
    return slot.size() == slot.shape().size(-2) * slot.shape().size(-1);
  }

  private static boolean pays(int m, int k, int n) {
    return n <= WIDEST
        && m >= FEWEST_ROWS
        && k >= LEAST_LENGTH
        && k <= GREATEST_LENGTH
        && (long) m * k * n > SMALL;
  }

  private static int roundedUp(int n, int divisor) {
    return (n + divisor - 1) / divisor * divisor;
  }

  /** X on the heap, a few rows at a time, each followed by zeros up to a multiple of a vector. */
  private static final class Rows {
    private final Slot slot;
    private final int k;
    private final int length;
    private final float[] tile;

    Rows(Slot slot, int k) {
      this.slot = slot;
      this.k = k;
      this.length = roundedUp(k, Lanes.FLOATS);
      this.tile = new float[TILE * length];
    }

    float[] read(int from, int rows) {
      FloatBuffer source = slot.floats();
      if (length == k) {
        source.get(from * k, tile, 0, rows * k);
      } else {
        for (int i = 0; i < rows; i++) {
          source.get((from + i) * k, tile, i * length, k);
        }
      }
      return tile;
    }
  }

  /** Transposes [k, n] to [n, length], where length is no less than k. */
  private static void transpose(float[] from, int k, int n, float[] to, int length) {
    for (int j = 0; j < n; j++) {
      int at = j * length;
      // Steps, because products cost twice as much.
      for (int i = 0, p = j; i < k; i++, p += n) {
        to[at + i] = from[p];
      }
    }
  }

  /** Transposes the first k of [n, length] to [k, n]. */
  private static void transposeBack(float[] from, int length, int k, int n, float[] to) {
    for (int j = 0; j < n; j++) {
      int at = j * length;
      for (int i = 0, p = j; i < k; i++, p += n) {
        to[p] = from[at + i];
      }
    }
  }

  /** X·W as dot products of the rows of X and the columns of W. */
  static final class Dots implements Kernel {
    private final int m;
    private final int k;
    private final int n;
    private final Rows x;
    private final Slot w;
    private final boolean transposeW;
    private final Slot output;
    private final Supplier<Lanes> version;

    /** W as it lies in memory; the same transposed and filled up with zeros. */
    private final float[] weights;

    private final float[] packed;
    private final float[] products;
    private final float[] scratch = new float[Lanes.DOT_SCRATCH];

    Dots(
        int m,
        int k,
        int n,
        Slot x,
        Slot w,
        boolean transposeW,
        Slot output,
        Supplier<Lanes> version) {
      this.m = m;
      this.k = k;
      this.n = n;
      this.x = new Rows(x, k);
      this.w = w;
      this.transposeW = transposeW;
      this.output = output;
      this.version = version;
      int columns = roundedUp(n, Lanes.DOT_COLUMNS);
      this.weights = new float[transposeW ? 0 : k * n];
      this.packed = new float[columns * this.x.length];
      this.products = new float[TILE * columns];
    }

    @Override
    public void run() {
      Lanes lanes = version.get();
      int columns = roundedUp(n, Lanes.DOT_COLUMNS);
      FloatBuffer target = output.floats();
      pack();
      for (int i = 0; i < m; i += TILE) {
        int rows = Math.min(TILE, m - i);
        // Rows beyond the last are those of an earlier tile, or zeros.
        int blocks = roundedUp(rows, Lanes.DOT_ROWS);
        lanes.dots(x.read(i, rows), blocks, packed, columns, x.length, products, scratch);
        if (columns == n) {
          target.put(i * n, products, 0, rows * n);
        } else {
          for (int r = 0; r < rows; r++) {
            target.put((i + r) * n, products, r * columns, n);
          }
        }
      }
    }

    private void pack() {
      FloatBuffer source = w.floats();
      if (transposeW) {
        for (int j = 0; j < n; j++) {
          source.get(j * k, packed, j * x.length, k);
        }
      } else {
        source.get(0, weights, 0, k * n);
        transpose(weights, k, n, packed, x.length);
      }
    }
  }

  /** Xᵀ·D, or its transpose, as sums over the rows of both. */
  static final class Sums implements Kernel {
    private final int m;
    private final int k;
    private final int n;
    private final Rows x;
    private final Slot d;
    private final boolean transposed;
    private final Slot output;
    private final Supplier<Lanes> version;

    /** Rows of D, filled up with zeros; their products with the rows of X; these transposed. */
    private final float[] narrow;

    private final float[] sums;
    private final float[] scratch;
    private final float[] result;

    Sums(
        int m,
        int k,
        int n,
        Slot x,
        Slot d,
        boolean transposed,
        Slot output,
        Supplier<Lanes> version) {
      this.m = m;
      this.k = k;
      this.n = n;
      this.x = new Rows(x, k);
      this.d = d;
      this.transposed = transposed;
      this.output = output;
      this.version = version;
      int columns = roundedUp(n, Lanes.DOT_COLUMNS);
      this.narrow = new float[TILE * columns];
      this.sums = new float[columns * this.x.length];
      this.scratch = new float[this.x.length];
      this.result = new float[transposed ? k * n : 0];
    }

    @Override
    public void run() {
      Lanes lanes = version.get();
      int columns = roundedUp(n, Lanes.DOT_COLUMNS);
      Arrays.fill(sums, 0);
      for (int i = 0; i < m; i += TILE) {
        int rows = Math.min(TILE, m - i);
        readNarrow(i, rows, columns);
        lanes.addProducts(x.read(i, rows), narrow, rows, columns, x.length, sums, scratch);
      }
      write();
    }

    private void readNarrow(int from, int rows, int columns) {
      FloatBuffer source = d.floats();
      if (columns == n) {
        source.get(from * n, narrow, 0, rows * n);
      } else {
        for (int r = 0; r < rows; r++) {
          source.get((from + r) * n, narrow, r * columns, n);
        }
      }
    }

    private void write() {
      FloatBuffer target = output.floats();
      if (transposed) {
        transposeBack(sums, x.length, k, n, result);
        target.put(0, result, 0, k * n);
      } else {
        for (int j = 0; j < n; j++) {
          target.put(j * k, sums, j * x.length, k);
        }
      }
    }
  }
}
