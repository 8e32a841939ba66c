package io.github.grad4j.ops.internal;

import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The inner loops on the Vector API, which only a JVM with {@code jdk.incubator.vector} loads. */
final class VectorLanes implements Lanes {
  /**
   * The only length of vectors of floats in sums. A shorter one somewhere else, to be converted to
   * doubles, makes JDK 17 allocate vectors in {@link #exp}: what it has learnt of a method of the
   * API is shared by all callers.
   */
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_512;

  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_512;

  /** For loops without sums, which may take as many floats at a time as the processor likes. */
  private static final VectorSpecies<Float> ANY = FloatVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Double> ANY_DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private static final int RAISED_ROUNDER_BITS =
      FloatMath.ROUNDER_BITS - FloatMath.EXPONENT_BIAS - FloatMath.RAISED;

  VectorLanes() {}

  @Override
  public int width() {
    return FloatVector.SPECIES_PREFERRED.length();
  }

  @Override
  public double sum(float[] a, int from, int n, double[] scratch) {
    if (n < SUMS) {
      return PlainLanes.addAll(0, a, from, from + n);
    }
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
    if (end < n) {
      PlainLanes.exp(x, y, end, n);
    }
  }

  @Override
  public void expOfDifferences(float[] x, float[] m, float[] d, float[] y, int n) {
    int end = ANY.loopBound(n);
    for (int i = 0; i < end; i += ANY.length()) {
      FloatVector u = FloatVector.fromArray(ANY, x, i);
      FloatVector w = FloatVector.fromArray(ANY, m, i);
      FloatVector v = u.sub(w);
      FloatVector back = v.sub(u);
      FloatVector low = u.sub(v.sub(back)).sub(w.add(back));
      FloatVector rounded = v.mul(FloatMath.LOG2_E).add(FloatMath.ROUNDER);
      FloatVector k = rounded.sub(FloatMath.ROUNDER);
      FloatVector above = v.sub(k.mul(FloatMath.LN2_HIGH));
      FloatVector below = k.mul(FloatMath.LN2_LOW);
      FloatVector r = above.sub(below).add(low);
      FloatVector rest = above.sub(r).sub(below).add(low);
      FloatVector p = r.mul(FloatMath.EXP_4).add(FloatMath.EXP_3);
      p = p.mul(r).add(FloatMath.EXP_2);
      p = p.mul(r).add(FloatMath.EXP_1);
      p = p.mul(r).add(FloatMath.EXP_0);
      FloatVector e = r.mul(r).mul(p).add(rest).add(r).add(1);
      // 2ᵏ in two factors, of which the second alone may round.
      IntVector a = rounded.reinterpretAsInts().sub(RAISED_ROUNDER_BITS);
      a = a.lanewise(VectorOperators.LSHL, FloatMath.EXPONENT_SHIFT);
      e = e.mul(a.reinterpretAsFloats()).mul(FloatMath.LOWERER);
      v.intoArray(d, i);
      e.blend(0, v.compare(VectorOperators.LE, FloatMath.EXP_VANISHES)).intoArray(y, i);
    }
    if (end < n) {
      PlainLanes.expOfDifferences(x, m, d, y, end, n);
    }
  }

  @Override
  public int greatest(float[] x, int from, int n) {
    int width = ANY.length();
    FloatVector g0 = FloatVector.broadcast(ANY, Float.NEGATIVE_INFINITY);
    FloatVector g1 = g0;
    FloatVector g2 = g0;
    FloatVector g3 = g0;
    int end = from + n;
    int i = from;
    for (; i + 4 * width <= end; i += 4 * width) {
      FloatVector v0 = FloatVector.fromArray(ANY, x, i);
      FloatVector v1 = FloatVector.fromArray(ANY, x, i + width);
      FloatVector v2 = FloatVector.fromArray(ANY, x, i + 2 * width);
      FloatVector v3 = FloatVector.fromArray(ANY, x, i + 3 * width);
      g0 = g0.blend(v0, v0.compare(VectorOperators.GT, g0));
      g1 = g1.blend(v1, v1.compare(VectorOperators.GT, g1));
      g2 = g2.blend(v2, v2.compare(VectorOperators.GT, g2));
      g3 = g3.blend(v3, v3.compare(VectorOperators.GT, g3));
    }
    for (; i + width <= end; i += width) {
      FloatVector v = FloatVector.fromArray(ANY, x, i);
      g0 = g0.blend(v, v.compare(VectorOperators.GT, g0));
    }
    float greatest = g0.max(g1).max(g2.max(g3)).reduceLanes(VectorOperators.MAX);
    if (i < end) {
      int last = PlainLanes.placeOfGreatest(x, i, end - i);
      if (x[last] > greatest) {
        return last;
      }
    }
    // Of -∞ it is not known whether it has been seen.
    return greatest == Float.NEGATIVE_INFINITY
        ? PlainLanes.placeOfGreatest(x, from, n)
        : indexOf(greatest, x, from);
  }

  /** Where a number is for the first time, which is somewhere. */
  private static int indexOf(float number, float[] x, int from) {
    int i = from;
    while (!FloatVector.fromArray(ANY, x, i).compare(VectorOperators.EQ, number).anyTrue()) {
      i += ANY.length();
    }
    while (x[i] != number) {
      i++;
    }
    return i;
  }

  @Override
  public void greatestOfColumns(float[] a, int rows, int length, float[] places, long[] scratch) {
    int end = ANY.loopBound(length);
    for (int k = 0; k < end; k += ANY.length()) {
      FloatVector greatest = FloatVector.broadcast(ANY, Float.NEGATIVE_INFINITY);
      FloatVector place = FloatVector.zero(ANY);
      for (int i = 0; i < rows; i++) {
        FloatVector v = FloatVector.fromArray(ANY, a, i * length + k);
        VectorMask<Float> more = v.compare(VectorOperators.GT, greatest);
        greatest = greatest.blend(v, more);
        place = place.blend(i, more);
      }
      place.intoArray(places, k);
    }
    if (end < length) {
      PlainLanes.greatestOfColumns(a, rows, length, places, scratch, end);
    }
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
    if (end < n) {
      PlainLanes.log(x, y, end, n);
    }
  }

  @Override
  public void log1p(double[] x, double[] y, int n) {
    int end = ANY_DOUBLES.loopBound(n);
    for (int i = 0; i < end; i += ANY_DOUBLES.length()) {
      DoubleVector t = DoubleVector.fromArray(ANY_DOUBLES, x, i);
      LongVector raised = t.add(1).reinterpretAsLongs().add(FloatMath.TO_POWER);
      DoubleVector power =
          raised.lanewise(VectorOperators.AND, FloatMath.POWER_BITS).reinterpretAsDoubles();
      LongVector whole =
          raised
              .lanewise(VectorOperators.LSHR, FloatMath.DOUBLE_EXPONENT_SHIFT)
              .lanewise(VectorOperators.OR, FloatMath.WHOLE_BITS);
      DoubleVector k = whole.reinterpretAsDoubles().sub(FloatMath.BIASED_WHOLE);
      DoubleVector s = t.sub(power.sub(1)).div(t.add(power.add(1)));
      DoubleVector square = s.mul(s);
      DoubleVector q = square.mul(FloatMath.LOG1P_7).add(FloatMath.LOG1P_6);
      q = q.mul(square).add(FloatMath.LOG1P_5);
      q = q.mul(square).add(FloatMath.LOG1P_4);
      q = q.mul(square).add(FloatMath.LOG1P_3);
      q = q.mul(square).add(FloatMath.LOG1P_2);
      q = q.mul(square).add(FloatMath.LOG1P_1);
      q = q.mul(square).add(FloatMath.LOG1P_0);
      k.mul(FloatMath.LN2).add(s.mul(q)).intoArray(y, i);
    }
    if (end < n) {
      PlainLanes.log1p(x, y, end, n);
    }
  }
}
