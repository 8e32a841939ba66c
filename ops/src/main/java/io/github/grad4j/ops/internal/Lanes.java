package io.github.grad4j.ops.internal;

/**
 * The inner loops worth SIMD instructions, over arrays on the heap.
 *
 * <p>There are two versions: plain loops, right on every JVM, and the Vector API. Both do the same
 * operations in the same order and so give the same bits: a kernel may go from one to the other
 * between two runs. That order is part of each method's contract. It does not depend on the
 * processor: a sum has as many partial sums as {@link #SUMS} says, whatever a register holds.
 */
public interface Lanes {
  /** How many floats the widest registers hold. */
  int FLOATS = 16;

  /**
   * How many floats an instruction takes.
   *
   * @return 1 for plain loops
   */
  int width();

  /** Partial sums of a sum of floats in double precision. */
  int SUMS = 32;

  /**
   * The sum of floats in double precision.
   *
   * <p>Partial sum l takes in k = l, l + 32, l + 64, ... from 0 on, as far as there are 32 more.
   * The 32 are added in halves, 16 to 16, 8 to 8, and so on; then the rest, one by one.
   *
   * @param a what is summed
   * @param from the first element
   * @param n how many
   * @param scratch {@link #SUMS} elements
   * @return the sum
   */
  double sum(float[] a, int from, int n, double[] scratch);

  /**
   * Adds rows in double precision, one after the other: sums[k] += a[i, k] for i = 0, 1, ...
   *
   * @param a [rows, length]
   * @param rows how many
   * @param length how long they are
   * @param sums {@code length} elements, read and written
   */
  void addRows(float[] a, int rows, int length, double[] sums);

  /**
   * Exponentials: y[i] = e to the power of x[i], within 1 ulp, by {@link FloatMath}.
   *
   * @param x the exponents
   * @param y written; may be x
   * @param n how many
   */
  void exp(float[] x, float[] y, int n);

  /**
   * Exponentials of differences: y[i] = e to the power of x[i] - m[i], within 1 ulp also where no
   * float is that difference, by {@link FloatMath}.
   *
   * @param x the minuends
   * @param m what is subtracted: none less than its minuend, but it may be NaN
   * @param d x - m rounded, written; may be x
   * @param y written; may be m
   * @param n how many
   */
  void expOfDifferences(float[] x, float[] m, float[] d, float[] y, int n);

  /**
   * Where the greatest element is, the first of equal ones; NaN does not count.
   *
   * @param x the elements
   * @param from the first that counts
   * @param n how many, 1 or more
   * @return its index in the array; {@code from} if all are NaN
   */
  int greatest(float[] x, int from, int n);

  /**
   * Which row has the greatest element of each column, the first of equal ones; NaN does not count.
   *
   * @param a [rows, length]
   * @param rows how many
   * @param length how long they are
   * @param places {@code length} numbers of rows, written; 0 if nothing is greater than -∞
   * @param scratch {@code length} elements
   */
  void greatestOfColumns(float[] a, int rows, int length, float[] places, long[] scratch);

  /**
   * Natural logarithms: y[i] = ln x[i], within 1 ulp, by {@link FloatMath}.
   *
   * @param x the numbers
   * @param y written; may be x
   * @param n how many
   */
  void log(float[] x, float[] y, int n);

  /**
   * Natural logarithms of 1 + x[i] in double precision, to 2⁻⁴³ of them, by {@link FloatMath}.
   *
   * @param x 0 or greater, or NaN
   * @param y written; may be x
   * @param n how many
   */
  void log1p(double[] x, double[] y, int n);
}
