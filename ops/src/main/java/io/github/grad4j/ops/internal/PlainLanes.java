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
  public void dots(
      float[] a, int rows, float[] b, int columns, int length, float[] products, float[] scratch) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        products[i * columns + j] = dot(a, i * length, b, j * length, length);
      }
    }
  }

  /** One dot product, its partial sums in registers. */
  private static float dot(float[] a, int atA, float[] b, int atB, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    float s8 = 0;
    float s9 = 0;
    float s10 = 0;
    float s11 = 0;
    float s12 = 0;
    float s13 = 0;
    float s14 = 0;
    float s15 = 0;
    for (int k = 0; k < length; k += FLOATS) {
      int p = atA + k;
      int q = atB + k;
      s0 = Math.fma(a[p], b[q], s0);
      s1 = Math.fma(a[p + 1], b[q + 1], s1);
      s2 = Math.fma(a[p + 2], b[q + 2], s2);
      s3 = Math.fma(a[p + 3], b[q + 3], s3);
      s4 = Math.fma(a[p + 4], b[q + 4], s4);
      s5 = Math.fma(a[p + 5], b[q + 5], s5);
      s6 = Math.fma(a[p + 6], b[q + 6], s6);
      s7 = Math.fma(a[p + 7], b[q + 7], s7);
      s8 = Math.fma(a[p + 8], b[q + 8], s8);
      s9 = Math.fma(a[p + 9], b[q + 9], s9);
      s10 = Math.fma(a[p + 10], b[q + 10], s10);
      s11 = Math.fma(a[p + 11], b[q + 11], s11);
      s12 = Math.fma(a[p + 12], b[q + 12], s12);
      s13 = Math.fma(a[p + 13], b[q + 13], s13);
      s14 = Math.fma(a[p + 14], b[q + 14], s14);
      s15 = Math.fma(a[p + 15], b[q + 15], s15);
    }
    return (((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14)))
        + (((s1 + s9) + (s5 + s13)) + ((s3 + s11) + (s7 + s15)));
  }

  @Override
  public void addProducts(
      float[] a, float[] b, int rows, int columns, int length, float[] sums, float[] scratch) {
    for (int j = 0; j < columns; j++) {
      Arrays.fill(scratch, 0, length, 0);
      int i = 0;
      for (; i + 3 < rows; i += 4) {
        addFour(a, i * length, length, b, i * columns + j, columns, scratch);
      }
      for (; i < rows; i++) {
        addOne(a, i * length, length, b[i * columns + j], scratch);
      }
      int at = j * length;
      for (int k = 0; k < length; k++) {
        sums[at + k] += scratch[k];
      }
    }
  }

  /** Adds four rows at a time, because each addition to the sums reads and writes memory. */
  private static void addFour(
      float[] a, int at, int length, float[] b, int q, int columns, float[] sums) {
    float d0 = b[q];
    float d1 = b[q + columns];
    float d2 = b[q + 2 * columns];
    float d3 = b[q + 3 * columns];
    int p1 = at + length;
    int p2 = p1 + length;
    int p3 = p2 + length;
    for (int k = 0; k < length; k++) {
      float two = Math.fma(a[p1 + k], d1, Math.fma(a[at + k], d0, sums[k]));
      sums[k] = Math.fma(a[p3 + k], d3, Math.fma(a[p2 + k], d2, two));
    }
  }

  private static void addOne(float[] a, int at, int length, float d, float[] sums) {
    for (int k = 0; k < length; k++) {
      sums[k] = Math.fma(a[at + k], d, sums[k]);
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
  public void log(float[] x, float[] y, int n) {
    log(x, y, 0, n);
  }

  /** From an index on: the vector version's remainder. */
  static void log(float[] x, float[] y, int from, int n) {
    for (int i = from; i < n; i++) {
      y[i] = FloatMath.log(x[i]);
    }
  }
}
