package io.github.grad4j.ops.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatMathTest {
  /** Between two samples' bit patterns: a prime, so that no pattern of bits is left out. */
  private static final int STEP = 1009;

  /** What the Javadoc promises. */
  private static final double ULPS = 1;

  @Test
  void exp_is_within_an_ulp_from_overflow_to_underflow() {
    assertWithin(-110f, 100f, x -> FloatMath.exp((float) x, 0), StrictMath::exp);
  }

  /** With the low part, an exponent is as exact as a difference of floats in double precision. */
  @Test
  void exp_of_a_difference_is_within_an_ulp() {
    double minuend = 37.123456789;
    assertWithin(
        -70f,
        Math.nextDown(128f),
        x -> {
          float high = (float) (x - minuend);
          return FloatMath.exp(high, (float) ((x - minuend) - high));
        },
        x -> StrictMath.exp(x - minuend));
  }

  @Test
  void log_is_within_an_ulp_of_all_positive_floats() {
    assertWithin(Float.MIN_VALUE, Float.MAX_VALUE, x -> FloatMath.log((float) x), StrictMath::log);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-0.0, 1",
    "Infinity, Infinity",
    "-Infinity, 0",
    "NaN, NaN",
    "88.72283, 3.4027985E38",
    "88.72284, Infinity",
    "3.4028235E38, Infinity",
    "-103.97207, 1.4E-45",
    "-103.97209, 0",
    "-3.4028235E38, 0",
    "1.4E-45, 1",
    "-1.4E-45, 1",
    "1, 2.7182817",
  })
  void exp_at_special_values(float x, float expected) {
    assertThat(FloatMath.exp(x, 0)).isEqualTo(Float.valueOf(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "0, -Infinity",
    "-0.0, -Infinity",
    "1, 0",
    "Infinity, Infinity",
    "-Infinity, NaN",
    "NaN, NaN",
    "-1.4E-45, NaN",
    "-1, NaN",
    "-3.4028235E38, NaN",
    "1.4E-45, -103.27893",
    "3.4028235E38, 88.72284",
    "0.99999994, -5.9604645E-8",
  })
  void log_at_special_values(float x, float expected) {
    assertThat(FloatMath.log(x)).isEqualTo(Float.valueOf(expected));
  }

  /** What the polynomial leaves out, and a few roundings in double precision. */
  private static final double LOG1P = 0x1p-43;

  @Test
  void log1p_is_more_exact_than_a_float_from_the_least_double_to_many_classes() {
    for (double t = Double.MIN_VALUE; t < 0x1p23; t = Math.nextUp(t * 1.01)) {
      double expected = StrictMath.log1p(t);
      assertThat(FloatMath.log1p(t))
          .as("of %s", t)
          .isCloseTo(expected, within(LOG1P * expected + Double.MIN_VALUE));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "NaN, NaN"})
  void log1p_at_special_values(double t, double expected) {
    assertThat(FloatMath.log1p(t)).isEqualTo(Double.valueOf(expected));
  }

  /** Samples floats from the one to the other, equally far in their bits. */
  private static void assertWithin(
      float from, float to, DoubleUnaryOperator function, DoubleUnaryOperator reference) {
    double worst = 0;
    double where = 0;
    for (long i = order(from); i <= order(to); i += STEP) {
      float x = ordered(i);
      double error = ulps((float) function.applyAsDouble(x), reference.applyAsDouble(x));
      if (!(error <= worst)) {
        worst = error;
        where = x;
      }
    }
    assertThat(worst).as("greatest error in ulps, at %s", where).isLessThan(ULPS);
  }

  /** A float's place among all floats. */
  private static long order(float x) {
    int bits = Float.floatToIntBits(x);
    return bits >= 0 ? bits : -(long) (bits & Integer.MAX_VALUE);
  }

  private static float ordered(long i) {
    return i >= 0 ? Float.intBitsToFloat((int) i) : -Float.intBitsToFloat((int) -i);
  }

  /** The distance from what is right, in units of the last place of floats there. */
  private static double ulps(float actual, double expected) {
    float rounded = (float) expected;
    if (Float.isInfinite(rounded) || Float.isInfinite(actual)) {
      return rounded == actual ? 0 : Double.POSITIVE_INFINITY;
    }
    int exponent = Math.max(Math.getExponent(expected), Float.MIN_EXPONENT);
    return Math.abs(actual - expected) / Math.scalb(1.0, exponent - 23);
  }
}
