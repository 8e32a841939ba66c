package io.github.grad4j.ops.internal;

/**
 * Exponential and logarithm of a float in float arithmetic, each within 1 ulp.
 *
 * <p>Products, sums and bits only, in an order that vectors keep as well: no call, no table, and no
 * fused multiply-add, which a processor without the instruction does in software. Both split off a
 * multiple of ln 2, whose upper part has so few digits that its multiples are exact (W. J. Cody and
 * W. Waite, Software Manual for the Elementary Functions, 1980), and take the rest from a
 * polynomial that is as near as its degree allows, its coefficients rounded to float one after the
 * other.
 */
final class FloatMath {
  static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts, the first of 9 bits. */
  static final float LN2_HIGH = 0x1.63p-1f;

  static final float LN2_LOW = -2.1219444e-4f;

  /** Added to a float, leaves the nearest whole number in the last bits: 1.5·2²³. */
  static final float ROUNDER = 0x1.8p23f;

  static final int ROUNDER_BITS = 0x4B400000;

  /** From here on eˣ is ∞ at any rate. */
  static final float EXP_OVERFLOWS = 89f;

  /** Down from here eˣ is 0 at any rate. */
  static final float EXP_VANISHES = -104f;

  /** (eʳ - 1 - r)/r² for |r| ≤ ln 2/2, to 0.053·2⁻²⁴ of eʳ. */
  static final float EXP_0 = 0.49999994f;

  static final float EXP_1 = 0.16666521f;
  static final float EXP_2 = 0.041668266f;
  static final float EXP_3 = 0.008368677f;
  static final float EXP_4 = 0.0013820734f;

  static final int EXPONENT_SHIFT = 23;
  static final int EXPONENT_BIAS = 127;
  static final int MANTISSA = 0x7FFFFF;

  /** What makes a subnormal number normal: 2²³. */
  static final float NORMALIZER = 0x1p23f;

  static final float NORMALIZER_LOG2 = 23f;

  /** √½, from which the mantissas of logarithms reach to √2. */
  static final int SQRT_HALF_BITS = 0x3F3504F3;

  /** (ln(1 + f) - f + f²/2)/f³ for 1 + f from √½ to √2, to 0.013·2⁻²⁴ of ln(1 + f). */
  static final float LOG_0 = 0.33333313f;

  static final float LOG_1 = -0.2500001f;
  static final float LOG_2 = 0.20002072f;
  static final float LOG_3 = -0.16667989f;
  static final float LOG_4 = 0.1422036f;
  static final float LOG_5 = -0.1240624f;
  static final float LOG_6 = 0.118835375f;
  static final float LOG_7 = -0.11670025f;
  static final float LOG_8 = 0.0674919f;

  /** ln((1 + s)/(1 - s))/s = 2 + 2s²/3 + 2s⁴/5 + ..., to 2⁻⁴⁴ of it for |s| ≤ (√2 - 1)². */
  static final double LOG1P_0 = 2;

  static final double LOG1P_1 = 2 / 3.0;
  static final double LOG1P_2 = 2 / 5.0;
  static final double LOG1P_3 = 2 / 7.0;
  static final double LOG1P_4 = 2 / 9.0;
  static final double LOG1P_5 = 2 / 11.0;
  static final double LOG1P_6 = 2 / 13.0;
  static final double LOG1P_7 = 2 / 15.0;

  static final double LN2 = 0.6931471805599453;

  /** Added to the bits of a double from 2ⁿ√½ to 2ⁿ√2, leaves 2ⁿ in the upper ones. */
  static final long TO_POWER = 0x3FF0000000000000L - 0x3FE6A09E667F3BCDL;

  static final long POWER_BITS = 0xFFF0000000000000L;

  static final int DOUBLE_EXPONENT_SHIFT = 52;

  /** With a whole number in the last bits, is a double that is greater by 2⁵². */
  static final long WHOLE_BITS = 0x4330000000000000L;

  /** Takes that and the exponent's bias back. */
  static final double BIASED_WHOLE = 0x1p52 + 1023;

  /** Added to n, makes 2ⁿ a normal number for all powers from 0 to 1 but 0. */
  static final int RAISED = 32;

  /** Takes that back: 2⁻³². */
  static final float LOWERER = 0x1p-32f;

  private FloatMath() {}

  /**
   * e to the power of x + low.
   *
   * @param x the exponent, rounded
   * @param low what rounding it has left out, no more than half an ulp of x; of no effect where the
   *     power is ∞ or 0 at any rate
   */
  static float exp(float x, float low) {
    float rounded = x * LOG2_E + ROUNDER;
    float n = rounded - ROUNDER;
    float above = x - n * LN2_HIGH;
    float below = n * LN2_LOW;
    float r = (above - below) + low;
    float rest = ((above - r) - below) + low;
    float p = (((EXP_4 * r + EXP_3) * r + EXP_2) * r + EXP_1) * r + EXP_0;
    float y = ((r * r) * p + rest + r) + 1;
    // 2ⁿ in two factors, because it may be no normal number where y·2ⁿ is one.
    int power = Float.floatToRawIntBits(rounded) - ROUNDER_BITS;
    int half = power >> 1;
    float scaled = y * powerOfTwo(half) * powerOfTwo(power - half);
    if (x >= EXP_OVERFLOWS) {
      return Float.POSITIVE_INFINITY;
    }
    return x <= EXP_VANISHES ? 0 : scaled;
  }

  /**
   * The natural logarithm of 1 + t to 2⁻⁴³ of it, in double arithmetic: with 1 + t = 2ⁿ(1 + s)/(1 -
   * s), n·ln 2 and the series of the inverse hyperbolic tangent.
   *
   * @param t 0 or greater, or NaN
   */
  static double log1p(double t) {
    long raised = Double.doubleToRawLongBits(1 + t) + TO_POWER;
    double power = Double.longBitsToDouble(raised & POWER_BITS);
    double n =
        Double.longBitsToDouble((raised >>> DOUBLE_EXPONENT_SHIFT) | WHOLE_BITS) - BIASED_WHOLE;
    double s = (t - (power - 1)) / (t + (power + 1));
    double square = s * s;
    double q = ((LOG1P_7 * square + LOG1P_6) * square + LOG1P_5) * square + LOG1P_4;
    q = (((q * square + LOG1P_3) * square + LOG1P_2) * square + LOG1P_1) * square + LOG1P_0;
    return n * LN2 + s * q;
  }

  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n + EXPONENT_BIAS) << EXPONENT_SHIFT);
  }

  /** What rounding takes from d = x - m (D. E. Knuth, TAOCP 2, 4.2.2). */
  static float lostBySubtracting(float x, float m, float d) {
    float back = d - x;
    return (x - (d - back)) - (m + back);
  }

  /** A whole number in the order of the floats, the same for both zeros, the least for NaN. */
  static int order(float x) {
    int bits = Float.floatToRawIntBits(x + 0f);
    return Float.isNaN(x) ? Integer.MIN_VALUE : bits ^ ((bits >> 31) >>> 1);
  }

  /** The natural logarithm. */
  static float log(float x) {
    boolean subnormal = x < Float.MIN_NORMAL;
    float normal = subnormal ? x * NORMALIZER : x;
    int bits = Float.floatToRawIntBits(normal) - SQRT_HALF_BITS;
    float n = (bits >> EXPONENT_SHIFT) - (subnormal ? NORMALIZER_LOG2 : 0);
    float f = Float.intBitsToFloat((bits & MANTISSA) + SQRT_HALF_BITS) - 1;
    float q = ((LOG_8 * f + LOG_7) * f + LOG_6) * f + LOG_5;
    q = (((q * f + LOG_4) * f + LOG_3) * f + LOG_2) * f + LOG_1;
    q = q * f + LOG_0;
    float square = f * f;
    float below = (f * square) * q + n * LN2_LOW - 0.5f * square;
    float y = (f + below) + n * LN2_HIGH;
    if (x == Float.POSITIVE_INFINITY) {
      return x;
    }
    if (x > 0) {
      return y;
    }
    return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
  }
}
