package io.github.grad4j.ops.internal;

import java.util.Arrays;

/** Plain loops, right on every JVM: what the vector version is compared with. */
final class PlainLanes implements Lanes {
  PlainLanes() {}

  @Override
  public int width() {
    return 1;
  }

  @Override
  public double sum(float[] a, int from, int n, double[] scratch) {
    if (n < SUMS) {
      return addAll(0, a, from, from + n);
    }
    int whole = from + n / SUMS * SUMS;
    for (int l = 0; l < SUMS; l += 8) {
      sumEight(a, from + l, whole, scratch, l);
    }
    return addAll(halved(scratch, SUMS), a, whole, from + n);
  }

  /** Eight of the partial sums, which registers hold: the others take in the same cached tile. */
  private static void sumEight(float[] a, int from, int end, double[] sums, int at) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int k = from; k < end; k += SUMS) {
      s0 += a[k];
      s1 += a[k + 1];
      s2 += a[k + 2];
      s3 += a[k + 3];
      s4 += a[k + 4];
      s5 += a[k + 5];
      s6 += a[k + 6];
      s7 += a[k + 7];
    }
    sums[at] = s0;
    sums[at + 1] = s1;
    sums[at + 2] = s2;
    sums[at + 3] = s3;
    sums[at + 4] = s4;
    sums[at + 5] = s5;
    sums[at + 6] = s6;
    sums[at + 7] = s7;
  }

  /** Adds partial sums in halves. */
  static double halved(double[] sums, int count) {
    for (int half = count / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        sums[l] += sums[l + half];
      }
    }
    return sums[0];
  }

  /** Adds elements to a sum one by one. */
  static double addAll(double sum, float[] a, int from, int end) {
    double s = sum;
    for (int k = from; k < end; k++) {
      s += a[k];
    }
    return s;
  }

  @Override
  public void addRows(float[] a, int rows, int length, double[] sums) {
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      addFourRows(a, i * length, length, sums);
    }
    for (; i < rows; i++) {
      int at = i * length;
      for (int k = 0; k < length; k++) {
        sums[k] += a[at + k];
      }
    }
  }

  private static void addFourRows(float[] a, int at, int length, double[] sums) {
    int p1 = at + length;
    int p2 = p1 + length;
    int p3 = p2 + length;
    for (int k = 0; k < length; k++) {
      sums[k] = sums[k] + a[at + k] + a[p1 + k] + a[p2 + k] + a[p3 + k];
    }
  }

  @Override
  public void exp(float[] x, float[] y, int n) {
    exp(x, y, 0, n);
  }

  /** From an index on: the vector version's remainder. */
  static void exp(float[] x, float[] y, int from, int n) {
    for (int i = from; i < n; i++) {
      y[i] = FloatMath.exp(x[i], 0);
    }
  }

  @Override
  public void expOfDifferences(float[] x, float[] m, float[] d, float[] y, int n) {
    expOfDifferences(x, m, d, y, 0, n);
  }

  /** From an index on: the vector version's remainder. */
  static void expOfDifferences(float[] x, float[] m, float[] d, float[] y, int from, int n) {
    for (int i = from; i < n; i++) {
      float difference = x[i] - m[i];
      y[i] = FloatMath.exp(difference, FloatMath.lostBySubtracting(x[i], m[i], difference));
      d[i] = difference;
    }
  }

  @Override
  public int greatest(float[] x, int from, int n) {
    return placeOfGreatest(x, from, n);
  }

  /** The same for the vector version's remainder. */
  static int placeOfGreatest(float[] x, int from, int n) {
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      greatest = Math.max(greatest, key(x[from + i], n - i));
    }
    return from + n - (int) greatest;
  }

  /**
   * A whole number in the order of the floats, of equal ones in that of their distance from the
   * end. A comparison of floats is a jump, which cannot be foreseen; the greatest of whole numbers
   * is not.
   */
  private static long key(float x, int fromEnd) {
    return ((long) FloatMath.order(x) << 32) | fromEnd;
  }

  @Override
  public void greatestOfColumns(float[] a, int rows, int length, float[] places, long[] scratch) {
    greatestOfColumns(a, rows, length, places, scratch, 0);
  }

  /** From a column on: the vector version's remainder. */
  static void greatestOfColumns(
      float[] a, int rows, int length, float[] places, long[] keys, int from) {
    Arrays.fill(keys, from, length, key(Float.NEGATIVE_INFINITY, rows));
    for (int i = 0; i < rows; i++) {
      int at = i * length;
      for (int k = from; k < length; k++) {
        keys[k] = Math.max(keys[k], key(a[at + k], rows - i));
      }
    }
    for (int k = from; k < length; k++) {
      places[k] = rows - (int) keys[k];
    }
  }

  @Override
  public void log(float[] x, float[] y, int n) {
    log(x, y, 0, n);
  }

  /** From an index on: the vector version's remainder. */
  static void log(float[] x, float[] y, int from, int n) {
    for (int i = from; i < n; i++) {
      y[i] = FloatMath.log(x[i]);
    }
  }

  @Override
  public void log1p(double[] x, double[] y, int n) {
    log1p(x, y, 0, n);
  }

  /** From an index on: the vector version's remainder. */
  static void log1p(double[] x, double[] y, int from, int n) {
    for (int i = from; i < n; i++) {
      y[i] = FloatMath.log1p(x[i]);
    }
  }
}
