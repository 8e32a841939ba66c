package io.github.grad4j.ops.internal;

import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The inner loops on the Vector API, which only a JVM with {@code jdk.incubator.vector} loads. */
final class VectorLanes implements Lanes {
  /**
   * The only length of vectors of floats in sums and products. A shorter one somewhere else, to be
   * converted to doubles, makes JDK 17 allocate vectors in {@link #exp}: what it has learnt of a
   * method of the API is shared by all callers.
   */
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_512;

  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_512;

  /** For loops without sums, which may take as many floats at a time as the processor likes. */
  private static final VectorSpecies<Float> ANY = FloatVector.SPECIES_PREFERRED;

  VectorLanes() {}

  @Override
  public int width() {
    return FloatVector.SPECIES_PREFERRED.length();
  }

  @Override
  public double sum(float[] a, int from, int n, double[] scratch) {
    int whole = from + n / SUMS * SUMS;
    sumWhole(a, from, whole, scratch);
    return PlainLanes.addAll(PlainLanes.halved(scratch, 8), a, whole, from + n);
  }

  /** Leaves 8 partial sums. */
  private static void sumWhole(float[] a, int from, int end, double[] sums) {
    DoubleVector s0 = DoubleVector.zero(D);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    for (int k = from; k < end; k += SUMS) {
      FloatVector v = FloatVector.fromArray(F, a, k);
      s0 = s0.add(v.convertShape(F2D, D, 0));
      s1 = s1.add(v.convertShape(F2D, D, 1));
      v = FloatVector.fromArray(F, a, k + FLOATS);
      s2 = s2.add(v.convertShape(F2D, D, 0));
      s3 = s3.add(v.convertShape(F2D, D, 1));
    }
    s0.add(s2).add(s1.add(s3)).intoArray(sums, 0);
  }

  @Override
  public void addRows(float[] a, int rows, int length, double[] sums) {
    int k = 0;
    for (; k + SUMS <= length; k += SUMS) {
      addColumns(a, k, rows, length, sums);
    }
    for (; k + 8 <= length; k += 8) {
      addStripOfColumns(a, k, rows, length, sums);
    }
    for (; k < length; k++) {
      double s = sums[k];
      for (int i = 0; i < rows; i++) {
        s += a[i * length + k];
      }
      sums[k] = s;
    }
  }

  private static void addColumns(float[] a, int k, int rows, int length, double[] sums) {
    DoubleVector s0 = DoubleVector.fromArray(D, sums, k);
    DoubleVector s1 = DoubleVector.fromArray(D, sums, k + 8);
    DoubleVector s2 = DoubleVector.fromArray(D, sums, k + 16);
    DoubleVector s3 = DoubleVector.fromArray(D, sums, k + 24);
    for (int i = 0; i < rows; i++) {
      int p = i * length + k;
      FloatVector v = FloatVector.fromArray(F, a, p);
      s0 = s0.add(v.convertShape(F2D, D, 0));
      s1 = s1.add(v.convertShape(F2D, D, 1));
      v = FloatVector.fromArray(F, a, p + FLOATS);
      s2 = s2.add(v.convertShape(F2D, D, 0));
      s3 = s3.add(v.convertShape(F2D, D, 1));
    }
    s0.intoArray(sums, k);
    s1.intoArray(sums, k + 8);
    s2.intoArray(sums, k + 16);
    s3.intoArray(sums, k + 24);
  }

  /** Eight columns; what a vector reads beyond them does not count. */
  private static void addStripOfColumns(float[] a, int k, int rows, int length, double[] sums) {
    DoubleVector s = DoubleVector.fromArray(D, sums, k);
    int i = 0;
    for (; i < rows && i * length + k + FLOATS <= a.length; i++) {
      s = s.add(FloatVector.fromArray(F, a, i * length + k).convertShape(F2D, D, 0));
    }
    s.intoArray(sums, k);
    for (; i < rows; i++) {
      for (int j = k; j < k + 8; j++) {
        sums[j] += a[i * length + j];
      }
    }
  }

  @Override
  public void dots(
      float[] a, int rows, float[] b, int columns, int length, float[] products, float[] scratch) {
    for (int i = 0; i < rows; i += DOT_ROWS) {
      for (int j = 0; j < columns; j += DOT_COLUMNS) {
        dotBlock(a, i * length, b, j * length, length, scratch);
        for (int r = 0; r < DOT_ROWS; r++) {
          for (int c = 0; c < DOT_COLUMNS; c++) {
            products[(i + r) * columns + j + c] = sum(scratch, (r * DOT_COLUMNS + c) * FLOATS);
          }
        }
      }
    }
  }

  private static float sum(float[] s, int at) {
    return (((s[at] + s[at + 8]) + (s[at + 4] + s[at + 12]))
            + ((s[at + 2] + s[at + 10]) + (s[at + 6] + s[at + 14])))
        + (((s[at + 1] + s[at + 9]) + (s[at + 5] + s[at + 13]))
            + ((s[at + 3] + s[at + 11]) + (s[at + 7] + s[at + 15])));
  }

  /** The partial sums of 4 rows by 5 columns, which the registers of AVX-512 just hold. */
  private static void dotBlock(float[] a, int atA, float[] b, int atB, int length, float[] sums) {
    int a1 = atA + length;
    int a2 = a1 + length;
    int a3 = a2 + length;
    int b1 = atB + length;
    int b2 = b1 + length;
    int b3 = b2 + length;
    int b4 = b3 + length;
    FloatVector zero = FloatVector.zero(F);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s04 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s14 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s24 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    FloatVector s34 = zero;
    for (int k = 0; k < length; k += FLOATS) {
      FloatVector x0 = FloatVector.fromArray(F, a, atA + k);
      FloatVector x1 = FloatVector.fromArray(F, a, a1 + k);
      FloatVector x2 = FloatVector.fromArray(F, a, a2 + k);
      FloatVector x3 = FloatVector.fromArray(F, a, a3 + k);
      FloatVector w = FloatVector.fromArray(F, b, atB + k);
      s00 = x0.fma(w, s00);
      s10 = x1.fma(w, s10);
      s20 = x2.fma(w, s20);
      s30 = x3.fma(w, s30);
      w = FloatVector.fromArray(F, b, b1 + k);
      s01 = x0.fma(w, s01);
      s11 = x1.fma(w, s11);
      s21 = x2.fma(w, s21);
      s31 = x3.fma(w, s31);
      w = FloatVector.fromArray(F, b, b2 + k);
      s02 = x0.fma(w, s02);
      s12 = x1.fma(w, s12);
      s22 = x2.fma(w, s22);
      s32 = x3.fma(w, s32);
      w = FloatVector.fromArray(F, b, b3 + k);
      s03 = x0.fma(w, s03);
      s13 = x1.fma(w, s13);
      s23 = x2.fma(w, s23);
      s33 = x3.fma(w, s33);
      w = FloatVector.fromArray(F, b, b4 + k);
      s04 = x0.fma(w, s04);
      s14 = x1.fma(w, s14);
      s24 = x2.fma(w, s24);
      s34 = x3.fma(w, s34);
    }
    s00.intoArray(sums, 0);
    s01.intoArray(sums, FLOATS);
    s02.intoArray(sums, 2 * FLOATS);
    s03.intoArray(sums, 3 * FLOATS);
    s04.intoArray(sums, 4 * FLOATS);
    s10.intoArray(sums, 5 * FLOATS);
    s11.intoArray(sums, 6 * FLOATS);
    s12.intoArray(sums, 7 * FLOATS);
    s13.intoArray(sums, 8 * FLOATS);
    s14.intoArray(sums, 9 * FLOATS);
    s20.intoArray(sums, 10 * FLOATS);
    s21.intoArray(sums, 11 * FLOATS);
    s22.intoArray(sums, 12 * FLOATS);
    s23.intoArray(sums, 13 * FLOATS);
    s24.intoArray(sums, 14 * FLOATS);
    s30.intoArray(sums, 15 * FLOATS);
    s31.intoArray(sums, 16 * FLOATS);
    s32.intoArray(sums, 17 * FLOATS);
    s33.intoArray(sums, 18 * FLOATS);
    s34.intoArray(sums, 19 * FLOATS);
  }

  @Override
  public void addProducts(
      float[] a, float[] b, int rows, int columns, int length, float[] sums, float[] scratch) {
    for (int j = 0; j < columns; j += DOT_COLUMNS) {
      int k = 0;
      for (; k + 4 * FLOATS <= length; k += 4 * FLOATS) {
        addBlock(a, k, b, j, rows, columns, length, sums);
      }
      for (; k < length; k += FLOATS) {
        addStrip(a, k, b, j, rows, columns, length, sums);
      }
    }
  }

  /** 64 elements of 5 rows of sums, which the registers of AVX-512 just hold. */
  private static void addBlock(
      float[] a, int k, float[] b, int j, int rows, int columns, int length, float[] sums) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s04 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s14 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s24 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    FloatVector s34 = zero;
    for (int i = 0; i < rows; i++) {
      int p = i * length + k;
      int q = i * columns + j;
      FloatVector x0 = FloatVector.fromArray(F, a, p);
      FloatVector x1 = FloatVector.fromArray(F, a, p + FLOATS);
      FloatVector x2 = FloatVector.fromArray(F, a, p + 2 * FLOATS);
      FloatVector x3 = FloatVector.fromArray(F, a, p + 3 * FLOATS);
      FloatVector d = FloatVector.broadcast(F, b[q]);
      s00 = x0.fma(d, s00);
      s10 = x1.fma(d, s10);
      s20 = x2.fma(d, s20);
      s30 = x3.fma(d, s30);
      d = FloatVector.broadcast(F, b[q + 1]);
      s01 = x0.fma(d, s01);
      s11 = x1.fma(d, s11);
      s21 = x2.fma(d, s21);
      s31 = x3.fma(d, s31);
      d = FloatVector.broadcast(F, b[q + 2]);
      s02 = x0.fma(d, s02);
      s12 = x1.fma(d, s12);
      s22 = x2.fma(d, s22);
      s32 = x3.fma(d, s32);
      d = FloatVector.broadcast(F, b[q + 3]);
      s03 = x0.fma(d, s03);
      s13 = x1.fma(d, s13);
      s23 = x2.fma(d, s23);
      s33 = x3.fma(d, s33);
      d = FloatVector.broadcast(F, b[q + 4]);
      s04 = x0.fma(d, s04);
      s14 = x1.fma(d, s14);
      s24 = x2.fma(d, s24);
      s34 = x3.fma(d, s34);
    }
    int t0 = j * length + k;
    FloatVector.fromArray(F, sums, t0).add(s00).intoArray(sums, t0);
    FloatVector.fromArray(F, sums, t0 + FLOATS).add(s10).intoArray(sums, t0 + FLOATS);
    FloatVector.fromArray(F, sums, t0 + 2 * FLOATS).add(s20).intoArray(sums, t0 + 2 * FLOATS);
    FloatVector.fromArray(F, sums, t0 + 3 * FLOATS).add(s30).intoArray(sums, t0 + 3 * FLOATS);
    int t1 = (j + 1) * length + k;
    FloatVector.fromArray(F, sums, t1).add(s01).intoArray(sums, t1);
    FloatVector.fromArray(F, sums, t1 + FLOATS).add(s11).intoArray(sums, t1 + FLOATS);
    FloatVector.fromArray(F, sums, t1 + 2 * FLOATS).add(s21).intoArray(sums, t1 + 2 * FLOATS);
    FloatVector.fromArray(F, sums, t1 + 3 * FLOATS).add(s31).intoArray(sums, t1 + 3 * FLOATS);
    int t2 = (j + 2) * length + k;
    FloatVector.fromArray(F, sums, t2).add(s02).intoArray(sums, t2);
    FloatVector.fromArray(F, sums, t2 + FLOATS).add(s12).intoArray(sums, t2 + FLOATS);
    FloatVector.fromArray(F, sums, t2 + 2 * FLOATS).add(s22).intoArray(sums, t2 + 2 * FLOATS);
    FloatVector.fromArray(F, sums, t2 + 3 * FLOATS).add(s32).intoArray(sums, t2 + 3 * FLOATS);
    int t3 = (j + 3) * length + k;
    FloatVector.fromArray(F, sums, t3).add(s03).intoArray(sums, t3);
    FloatVector.fromArray(F, sums, t3 + FLOATS).add(s13).intoArray(sums, t3 + FLOATS);
    FloatVector.fromArray(F, sums, t3 + 2 * FLOATS).add(s23).intoArray(sums, t3 + 2 * FLOATS);
    FloatVector.fromArray(F, sums, t3 + 3 * FLOATS).add(s33).intoArray(sums, t3 + 3 * FLOATS);
    int t4 = (j + 4) * length + k;
    FloatVector.fromArray(F, sums, t4).add(s04).intoArray(sums, t4);
    FloatVector.fromArray(F, sums, t4 + FLOATS).add(s14).intoArray(sums, t4 + FLOATS);
    FloatVector.fromArray(F, sums, t4 + 2 * FLOATS).add(s24).intoArray(sums, t4 + 2 * FLOATS);
    FloatVector.fromArray(F, sums, t4 + 3 * FLOATS).add(s34).intoArray(sums, t4 + 3 * FLOATS);
  }

  /** 16 elements of 5 rows of sums. */
  private static void addStrip(
      float[] a, int k, float[] b, int j, int rows, int columns, int length, float[] sums) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s04 = zero;
    for (int i = 0; i < rows; i++) {
      int p = i * length + k;
      int q = i * columns + j;
      FloatVector x0 = FloatVector.fromArray(F, a, p);
      FloatVector d = FloatVector.broadcast(F, b[q]);
      s00 = x0.fma(d, s00);
      d = FloatVector.broadcast(F, b[q + 1]);
      s01 = x0.fma(d, s01);
      d = FloatVector.broadcast(F, b[q + 2]);
      s02 = x0.fma(d, s02);
      d = FloatVector.broadcast(F, b[q + 3]);
      s03 = x0.fma(d, s03);
      d = FloatVector.broadcast(F, b[q + 4]);
      s04 = x0.fma(d, s04);
    }
    int t0 = j * length + k;
    FloatVector.fromArray(F, sums, t0).add(s00).intoArray(sums, t0);
    int t1 = (j + 1) * length + k;
    FloatVector.fromArray(F, sums, t1).add(s01).intoArray(sums, t1);
    int t2 = (j + 2) * length + k;
    FloatVector.fromArray(F, sums, t2).add(s02).intoArray(sums, t2);
    int t3 = (j + 3) * length + k;
    FloatVector.fromArray(F, sums, t3).add(s03).intoArray(sums, t3);
    int t4 = (j + 4) * length + k;
    FloatVector.fromArray(F, sums, t4).add(s04).intoArray(sums, t4);
  }

  @Override
  public void exp(float[] x, float[] y, int n) {
    int end = ANY.loopBound(n);
    for (int i = 0; i < end; i += ANY.length()) {
      FloatVector v = FloatVector.fromArray(ANY, x, i);
      FloatVector rounded = v.mul(FloatMath.LOG2_E).add(FloatMath.ROUNDER);
      FloatVector k = rounded.sub(FloatMath.ROUNDER);
      FloatVector above = v.sub(k.mul(FloatMath.LN2_HIGH));
      FloatVector below = k.mul(FloatMath.LN2_LOW);
      FloatVector r = above.sub(below);
      FloatVector rest = above.sub(r).sub(below);
      FloatVector p = r.mul(FloatMath.EXP_4).add(FloatMath.EXP_3);
      p = p.mul(r).add(FloatMath.EXP_2);
      p = p.mul(r).add(FloatMath.EXP_1);
      p = p.mul(r).add(FloatMath.EXP_0);
      FloatVector e = r.mul(r).mul(p).add(rest).add(r).add(1);
      IntVector power = rounded.reinterpretAsInts().sub(FloatMath.ROUNDER_BITS);
      IntVector half = power.lanewise(VectorOperators.ASHR, 1);
      IntVector a = half.add(FloatMath.EXPONENT_BIAS);
      IntVector b = power.sub(half).add(FloatMath.EXPONENT_BIAS);
      a = a.lanewise(VectorOperators.LSHL, FloatMath.EXPONENT_SHIFT);
      b = b.lanewise(VectorOperators.LSHL, FloatMath.EXPONENT_SHIFT);
      e = e.mul(a.reinterpretAsFloats()).mul(b.reinterpretAsFloats());
      e = e.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GE, FloatMath.EXP_OVERFLOWS));
      e.blend(0, v.compare(VectorOperators.LE, FloatMath.EXP_VANISHES)).intoArray(y, i);
    }
    PlainLanes.exp(x, y, end, n);
  }

  @Override
  public void log(float[] x, float[] y, int n) {
    int end = ANY.loopBound(n);
    for (int i = 0; i < end; i += ANY.length()) {
      FloatVector v = FloatVector.fromArray(ANY, x, i);
      VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
      FloatVector normal = v.blend(v.mul(FloatMath.NORMALIZER), subnormal);
      IntVector bits = normal.reinterpretAsInts().sub(FloatMath.SQRT_HALF_BITS);
      IntVector whole = bits.lanewise(VectorOperators.ASHR, FloatMath.EXPONENT_SHIFT);
      FloatVector k = (FloatVector) whole.convert(VectorOperators.I2F, 0);
      k = k.blend(k.sub(FloatMath.NORMALIZER_LOG2), subnormal);
      IntVector mantissa =
          bits.lanewise(VectorOperators.AND, FloatMath.MANTISSA).add(FloatMath.SQRT_HALF_BITS);
      FloatVector f = mantissa.reinterpretAsFloats().sub(1);
      FloatVector q = f.mul(FloatMath.LOG_8).add(FloatMath.LOG_7);
      q = q.mul(f).add(FloatMath.LOG_6);
      q = q.mul(f).add(FloatMath.LOG_5);
      q = q.mul(f).add(FloatMath.LOG_4);
      q = q.mul(f).add(FloatMath.LOG_3);
      q = q.mul(f).add(FloatMath.LOG_2);
      q = q.mul(f).add(FloatMath.LOG_1);
      q = q.mul(f).add(FloatMath.LOG_0);
      FloatVector square = f.mul(f);
      FloatVector below = f.mul(square).mul(q).add(k.mul(FloatMath.LN2_LOW));
      below = below.sub(square.mul(0.5f));
      FloatVector z = f.add(below).add(k.mul(FloatMath.LN2_HIGH));
      // Of ∞ and NaN itself, of 0 -∞, of what is less NaN.
      VectorMask<Float> in = v.compare(VectorOperators.LT, Float.POSITIVE_INFINITY);
      z = v.blend(z, in);
      z = z.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0));
      z.blend(Float.NaN, v.compare(VectorOperators.LT, 0)).intoArray(y, i);
    }
    PlainLanes.log(x, y, end, n);
  }
}
